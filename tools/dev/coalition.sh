# shellcheck shell=bash
# A made-up coalition to try the server with: three organisations and four that may apply to its panel, people in each role, watch lists,
# suppliers, alerts waiting.

coalition_dir=build/coalition

# coalition_run ARGS...: the program on the coalition's installation.
coalition_run() {
  build/manumit --config "$coalition_dir/manumit.toml" "$@"
}

# coalition_person EMAIL NAME ORG ROLE: a person with a password of her own, which is remembered for the print-out.
coalition_person() {
  local email=$1 name=$2 org=$3 role=$4 password
  password=$(head -c 12 /dev/urandom | base64 | tr '+/' 'xy')
  local rights=(--role "$role")
  [[ $role != admin ]] || rights=(--admin)
  coalition_run user add "$email" --name "$name" --org "$org" "${rights[@]}" --password-stdin <<<"$password" >/dev/null
  printf '%-30s %-18s %-10s %s\n' "$email" "$org" "$role" "$password" >>"$coalition_dir/people.txt"
}

# coalition_applicant SLUG NAME KIND COUNTRY DELEGATE: an organisation that does not belong to the panel yet.
coalition_applicant() {
  coalition_run org add "$1" --name "$2" --type "$3" --country "$4"
  coalition_person "panel@$1.example" "$5" "$1" delegate
}

# import_lists CONFIG DIR [SUFFIX]: each list of the folder as a dataset of its own.
import_lists() {
  local config=$1 list name
  for list in "$2"/*; do
    [[ $list != *.map.toml ]] || continue
    name=$(basename "$list" | tr '-' '_')
    build/manumit --config "$config" lists import "$list" --dataset "${name%%.*}${3:-}" >/dev/null
  done
}

# coalition_keys EMAIL ORG: vault keys for a person, opened by the same words as her sign-in.
coalition_keys() {
  awk -v email="$1" '$1 == email { print $NF }' "$coalition_dir/people.txt" | coalition_run vault init --as "$1" --org "$2" >/dev/null
}

# coalition_world SEED ORG ROWS: a world of its own for the organisation: its watch lists, and its suppliers screened against all of them.
coalition_world() {
  local seed=$1 org=$2 rows=$3
  build/manumit world "$coalition_dir/world-$seed" --seed "$seed" --suppliers "$rows" >/dev/null
  import_lists "$coalition_dir/manumit.toml" "$coalition_dir/world-$seed/lists" "_$seed"
  coalition_run parties import "$coalition_dir/world-$seed/suppliers.csv" --org "$org" --source suppliers
}

# Three people of Paths Home read what workers write, in all languages; the drafts among these say that they are.
coalition_helpline() {
  coalition_person maya@paths.example "Maya R." paths case-worker
  coalition_person tomas@paths.example "Tomas K." paths case-worker
  coalition_person ines@paths.example "Ines B." paths case-supervisor
  local email
  for email in maya tomas ines; do coalition_keys "$email@paths.example" paths; done
  coalition_run vault circle intake maya@paths.example tomas@paths.example ines@paths.example --as ines@paths.example --org paths
  coalition_run vault holders maya@paths.example tomas@paths.example ines@paths.example --as sok@paths.example --org paths >"$coalition_dir/holders.txt"
  coalition_run team create --as ines@paths.example --org paths --name "Paths helpline" --circle intake --country kr --zone Asia/Seoul \
    --languages en,ko,vi,km,ne,my --tells-children yes --tells-danger yes
  coalition_run worker-language all draft
  coalition_run cases import examples/voice/cases.csv --format htcds --team "Paths helpline" --org paths
}

make_coalition() {
  step "making a coalition of three organisations and four that may apply to its panel"
  rm -rf "$coalition_dir"
  mkdir -p build
  build/manumit init "$coalition_dir" --org hansae --org-name "Hansae Garments" --type company >/dev/null
  (umask 077 && : >"$coalition_dir/people.txt")
  coalition_run org add paths --name "Paths Home" --type ngo --country kh
  coalition_run org add ministry --name "Ministry of Labour" --type government --country kr
  coalition_person mina@hansae.example "Mina O." hansae admin
  coalition_person duc@hansae.example "Duc T." hansae analyst
  coalition_person sara@hansae.example "Sara L." hansae approver
  coalition_person view@hansae.example "Piet V." hansae viewer
  coalition_person sok@paths.example "Sok P." paths admin
  coalition_person kim@ministry.example "Kim J." ministry admin
  coalition_person audit@ministry.example "Han S." ministry auditor
  coalition_person office@ministry.example "Yoon S." ministry secretary
  coalition_person panel@hansae.example "Dara K." hansae delegate
  coalition_person panel@paths.example "Lina C." paths delegate
  coalition_applicant jinju "Jinju Silk" company kr "Boram H."
  coalition_applicant harbour "Harbour Light" ngo kh "Vanna S."
  coalition_applicant mekong "Mekong Knit" company vn "Linh N."
  coalition_applicant lantern "Lantern House" ngo kr "Jiho P."
  coalition_run panel create --name "Advisory panel" --host ministry
  coalition_run panel admit examples/panel/members.json
  coalition_keys office@ministry.example ministry
  coalition_keys panel@hansae.example hansae
  coalition_keys panel@paths.example paths
  coalition_helpline
  coalition_world 1 hansae 11000
  coalition_world 2 paths 800
  coalition_world 3 ministry 400
  (umask 077 && coalition_run apikey create --scope match --name "purchasing system" --org hansae | tail -1 >"$coalition_dir/match-key.txt")
}

verb_serve() {
  need build
  build_release manumit
  [[ -f $coalition_dir/ready ]] || { make_coalition && touch "$coalition_dir/ready"; }
  local listen=127.0.0.1:8080
  [[ ${1:-} != --listen ]] || listen=$2
  cat <<END

Console   http://$listen/
API       http://$listen/reference    key for /match: $(cat "$coalition_dir/match-key.txt")
People    e-mail                     organisation  role      password
$(sed 's/^/          /' "$coalition_dir/people.txt")

office@ministry, the two members' delegates and maya, tomas, ines of Paths Home have vault keys, opened by their passwords.
The public face of the panel: http://$listen/panel    The workers' entrance: http://$listen/help
To begin anew: rm -r $coalition_dir
END
  exec build/manumit --config "$coalition_dir/manumit.toml" serve --listen "$listen" --migrate
}
