# manumit_embed(target name file): puts the bytes of a file into the program. The generated header embed/<name>.h declares
#   namespace embedded { extern const unsigned char <name>_begin[], <name>_end[]; }
function(manumit_embed target name file)
  set(dir ${CMAKE_BINARY_DIR}/generated/embed)
  file(CONFIGURE OUTPUT ${dir}/${name}.S CONTENT "
    .section .rodata
    .balign 64
    .global manumit_embedded_${name}_begin
    .global manumit_embedded_${name}_end
manumit_embedded_${name}_begin:
    .incbin \"${file}\"
manumit_embedded_${name}_end:
    .byte 0
    .section .note.GNU-stack,\"\",%progbits
")
  file(CONFIGURE OUTPUT ${dir}/${name}.h CONTENT "#pragma once
#include <string_view>
extern \"C\" const char manumit_embedded_${name}_begin[];
extern \"C\" const char manumit_embedded_${name}_end[];
namespace embedded {
inline std::string_view ${name}() {
  return {manumit_embedded_${name}_begin, static_cast<std::size_t>(manumit_embedded_${name}_end - manumit_embedded_${name}_begin)};
}
}  // namespace embedded
")
  set_source_files_properties(${dir}/${name}.S PROPERTIES OBJECT_DEPENDS ${file})
  target_sources(${target} PRIVATE ${dir}/${name}.S)
endfunction()

# The tables go to the rooms that read them.
function(manumit_generated_text target)
  manumit_embed(${target} han_readings ${CMAKE_SOURCE_DIR}/data/names/han_readings.tsv)
  manumit_embed(${target} japanese_words ${CMAKE_SOURCE_DIR}/data/names/japanese_words.tsv)
  manumit_embed(${target} thai_readings ${CMAKE_SOURCE_DIR}/data/names/thai_readings.tsv)
  manumit_embed(${target} thai_words ${CMAKE_SOURCE_DIR}/data/names/thai_words.tsv)
  manumit_embed(${target} spelling_habits ${CMAKE_SOURCE_DIR}/data/names/spelling_habits.tsv)
endfunction()

function(manumit_generated_lists target)
  manumit_embed(${target} list_dfat ${CMAKE_SOURCE_DIR}/data/lists/dfat.map.toml)
  manumit_embed(${target} list_ebrd ${CMAKE_SOURCE_DIR}/data/lists/ebrd.map.toml)
  manumit_embed(${target} list_world_bank ${CMAKE_SOURCE_DIR}/data/lists/world_bank.map.toml)
endfunction()

function(manumit_generated_calendar target)
  manumit_embed(${target} zones ${CMAKE_SOURCE_DIR}/data/zones/zones.tsv)
endfunction()

function(manumit_generated_match target)
  foreach(table legal_forms person_titles particles stop_org nicknames org_words number_words places place_names
                korean_surnames vietnamese_surnames arabic_given chinese_surnames name_variants
                given_equivalents patronymics name_customs japanese_names
                chinese_districts org_synonyms org_words_vietnamese org_words_arabic org_words_south_asia org_words_west_asia org_words_south_east_asia org_words_east_asia org_related brand_words
                given_by_script name_variants_scripts)
    manumit_embed(${target} ${table} ${CMAKE_SOURCE_DIR}/data/names/${table}.tsv)
  endforeach()
  manumit_embed(${target} goods_words ${CMAKE_SOURCE_DIR}/data/goods/goods_words.tsv)
  manumit_embed(${target} rarity ${CMAKE_SOURCE_DIR}/data/names/rarity.bin)
endfunction()

include(${CMAKE_CURRENT_LIST_DIR}/worker_texts.cmake)

function(manumit_generated_voice target)
  foreach(language en ko zh)
    manumit_embed(${target} words_${language} ${CMAKE_SOURCE_DIR}/data/words/${language}.txt)
  endforeach()
  manumit_embed(${target} help_services ${CMAKE_SOURCE_DIR}/data/help_services.tsv)
  manumit_embed(${target} sealed_nacl ${CMAKE_SOURCE_DIR}/src/voice/worker/sealed/nacl.js)
  manumit_embed(${target} sealed_seal ${CMAKE_SOURCE_DIR}/src/voice/worker/sealed/seal.js)
  manumit_require_worker_texts(${CMAKE_SOURCE_DIR})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/voice/intake/teams.h
                                                                 ${CMAKE_SOURCE_DIR}/src/voice/worker/advice.cc)
  # All advice in one file: each text after a line of a form feed, its language and its topic.
  string(ASCII 12 mark)
  set(all "")
  file(GLOB texts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/data/advice/*/*.md)
  foreach(text ${texts})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${text})
    file(READ ${text} content)
    get_filename_component(topic ${text} NAME_WE)
    get_filename_component(folder ${text} DIRECTORY)
    get_filename_component(language ${folder} NAME)
    string(APPEND all "${mark}${language} ${topic}\n${content}")
  endforeach()
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/voice/advice.md CONTENT "@all@" @ONLY)
  manumit_embed(${target} advice ${CMAKE_BINARY_DIR}/generated/voice/advice.md)
endfunction()

function(manumit_generated_htcds target)
  manumit_embed(${target} htcds_fields ${CMAKE_SOURCE_DIR}/data/htcds/fields.tsv)
  manumit_embed(${target} htcds_codes ${CMAKE_SOURCE_DIR}/data/htcds/codes.tsv)
endfunction()
