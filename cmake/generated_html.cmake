# manumit_generated_html(target): what pages need, made from src/html and po and put into the program.
#   generated/html/stylesheet.inc  manumit.css without its comments, as a text: the stylesheet that reports carry in themselves
#   generated/html/worker_stylesheet.inc  worker.css likewise: it stands in every page for workers
#   generated/html/assets.inc      the files that the console serves: one stylesheet (manumit.css and console.css), the icon, the islands;
#                                  each name holds a hash of the bytes
#   generated/html/catalogues.inc  the message catalogues, one for each po/*.po and po/worker/*.po
function(manumit_generated_html target)
  set(dir ${CMAKE_BINARY_DIR}/generated/html)
  manumit_stylesheet(css manumit.css)
  manumit_stylesheet(console_css console.css)
  string(LENGTH "${css}" length)
  if(length GREATER 60000)
    message(FATAL_ERROR "manumit.css: ${length} bytes; a text of C++ may hold 65,535")
  endif()
  file(CONFIGURE OUTPUT ${dir}/stylesheet.inc CONTENT
       "#include <string_view>\n\nnamespace html {\ninline constexpr std::string_view kStylesheet = R\"css(@css@)css\";\n}\n" @ONLY)

  manumit_stylesheet(worker_css worker.css)
  file(CONFIGURE OUTPUT ${dir}/worker_stylesheet.inc CONTENT
       "#include <string_view>\n\nnamespace html {\ninline constexpr std::string_view kWorkerStylesheet = R\"css(@worker_css@)css\";\n}\n" @ONLY)

  set(includes "")
  set(rows "")
  manumit_asset(${target} console css "text/css; charset=utf-8" "${css}${console_css}")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/html/icon.svg)
  file(READ ${CMAKE_SOURCE_DIR}/src/html/icon.svg icon)
  manumit_asset(${target} icon svg "image/svg+xml" "${icon}")
  file(GLOB islands CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/html/islands/*.js)
  foreach(source ${islands})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
    get_filename_component(name ${source} NAME_WE)
    file(READ ${source} script)
    string(REGEX REPLACE "\n[ ]*//[^\n]*" "" script "\n${script}")  # comments that are alone on their line
    string(REGEX REPLACE "\n[ \n]*" "\n" script "${script}")
    manumit_asset(${target} ${name} js "text/javascript; charset=utf-8" "${script}")
  endforeach()
  file(CONFIGURE OUTPUT ${dir}/assets.inc CONTENT "${includes}\n#define MANUMIT_ASSETS \\\n${rows}\n")
  manumit_catalogues(${target})
endfunction()

# The stylesheet src/html/<file> without comments and indentation, in the variable <result>.
function(manumit_stylesheet result file)
  set(source ${CMAKE_SOURCE_DIR}/src/html/${file})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
  file(READ ${source} css)
  string(REGEX REPLACE "/\\*[^*]*\\*+([^/*][^*]*\\*+)*/" "" css "${css}")
  string(REGEX REPLACE "\n[ \t]*" "\n" css "${css}")
  string(REGEX REPLACE "\n\n+" "\n" css "${css}")
  string(FIND "${css}" "</" closing)
  if(NOT closing EQUAL -1)
    message(FATAL_ERROR "${source} holds \"</\", which would end the style element of a page")
  endif()
  set(${result} "${css}" PARENT_SCOPE)
endfunction()

# One file that the console serves; adds to the caller's `includes` and `rows`.
macro(manumit_asset target name extension type bytes)
  set(asset_bytes "${bytes}")
  file(CONFIGURE OUTPUT ${dir}/${name}.${extension} CONTENT "@asset_bytes@" @ONLY)
  file(SHA256 ${dir}/${name}.${extension} hash)
  string(SUBSTRING ${hash} 0 12 hash)
  manumit_embed(${target} asset_${name} ${dir}/${name}.${extension})
  string(APPEND includes "#include \"embed/asset_${name}.h\"\n")
  string(APPEND rows "  {\"${name}\", \"/assets/${name}.${hash}.${extension}\", \"${type}\", embedded::asset_${name}()}, \\\n")
endmacro()

# po/<tag>.po and po/worker/<tag>.po as .mo files; generated/html/catalogues.inc has {"<tag>", bytes} of each.
function(manumit_catalogues target)
  set(includes "")
  manumit_catalogue_set(${target} MANUMIT_CATALOGUES messages po)
  manumit_catalogue_set(${target} MANUMIT_WORKER_CATALOGUES worker po/worker)
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/html/catalogues.inc CONTENT
       "${includes}\n#define MANUMIT_CATALOGUES \\\n${MANUMIT_CATALOGUES}\n\n#define MANUMIT_WORKER_CATALOGUES \\\n${MANUMIT_WORKER_CATALOGUES}\n")
  manumit_worker_words(${target})
endfunction()

# The catalogues of one folder; adds to the caller's `includes` and sets the variable <rows>.
function(manumit_catalogue_set target rows prefix folder)
  find_program(MSGFMT msgfmt REQUIRED)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.po)
  set(all "")
  foreach(source ${sources})
    get_filename_component(tag ${source} NAME_WE)
    string(MAKE_C_IDENTIFIER "${prefix}_${tag}" name)
    set(catalogue ${CMAKE_BINARY_DIR}/generated/html/${name}.mo)
    add_custom_command(OUTPUT ${catalogue} COMMAND ${MSGFMT} --check-format --output-file=${catalogue} ${source}
                       DEPENDS ${source} VERBATIM)
    target_sources(${target} PRIVATE ${catalogue})
    manumit_embed(${target} ${name} ${catalogue})
    string(APPEND includes "#include \"embed/${name}.h\"\n")
    string(APPEND all "  {\"${tag}\", embedded::${name}()}, \\\n")
  endforeach()
  set(includes "${includes}" PARENT_SCOPE)
  set(${rows} "${all}" PARENT_SCOPE)
endfunction()

# A worker's page in half a language could cost somebody's safety: a text that a catalogue of po/worker does not have fails
# the build.
function(manumit_worker_words target)
  find_program(XGETTEXT xgettext REQUIRED)
  find_program(MSGCMP msgcmp REQUIRED)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/voice/worker/*.cc ${CMAKE_SOURCE_DIR}/src/voice/worker/*.h)
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$")
  list(APPEND sources ${CMAKE_SOURCE_DIR}/src/html/locale.cc)
  file(GLOB catalogues CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/po/worker/*.po)
  set(template ${CMAKE_BINARY_DIR}/generated/html/worker.pot)
  set(compare "")
  foreach(catalogue ${catalogues})
    list(APPEND compare COMMAND ${MSGCMP} ${catalogue} ${template})
  endforeach()
  add_custom_command(OUTPUT ${template}.checked
                     COMMAND ${XGETTEXT} --language=C++ --from-code=UTF-8 --keyword --keyword=tr:1 --keyword=ntr:1,2 --keyword=ctr:1c,2
                             --output=${template} ${sources}
                     ${compare}
                     COMMAND ${CMAKE_COMMAND} -E touch ${template}.checked
                     DEPENDS ${sources} ${catalogues} VERBATIM)
  target_sources(${target} PRIVATE ${template}.checked)
endfunction()
