/** Small programs in the subset that buildpacks decide with. What each prints, and its exit status, is bash's own affair: the tests ask it. */
export const SNIPPETS: Readonly<Record<string, string>> = {
  'a case with patterns':
    'for x in cedar-14 heroku-24 heroku-2x other; do case "${x}" in heroku-2[0-9]) echo "s ${x}" ;; cedar* | other) echo "o ${x}" ;; *) echo none ;; esac; done',
  'a case without a match': 'case "x" in y) echo y ;; esac; echo $?',
  'a condition in a function under set -e':
    'set -e; f() { false; echo went on; }; if f; then echo yes; fi; f || echo no; f; echo never',
  'a default': 'unset x; y=""; echo "${x:-d} ${x-d} ${y:-d} [${y-d}] ${y:+set} ${x+set}"',
  'a default that asks': 'set -u; x=1; echo "${x:?}"; echo "${y:?missing}"; echo never',
  'a failing command substitution in an assignment': 'set -e; f() { echo out; exit 3; }; x="$(f)"; echo never',
  'a failing command substitution in a local': 'set -e; g() { local x="$(false)"; echo "went on"; }; g',
  'a failing part of a pipeline': 'set -eo pipefail; false | cat; echo never',
  'a failing part without pipefail': 'set -e; false | cat; echo went on',
  'a for without a list': 'set -e; f() { for x; do echo "<${x}>"; done; }; f a "b c"',
  'a for over an array': 'a=("x y" z "" "*"); for i in "${a[@]}"; do echo "<${i}>"; done',
  'a function in a condition that exits': 'f() { exit 4; }; if f; then echo yes; fi; echo never',
  'a function that returns': 'f() { return 3; echo never; }; f; echo $?; g() { false; return; }; g; echo $?',
  'a here-document': "x=1; cat <<-EOF\n\ta ${x}\n\t\tb $(echo c)\n\tEOF\ncat <<'EOF'\n${x}\nEOF\n",
  'a loop with break and continue':
    'for i in 1 2 3 4; do if [[ $i == 2 ]]; then continue; fi; if [[ $i == 4 ]]; then break; fi; echo $i; done; echo "$i"',
  'a nameref': 'f() { declare -n out="${1}"; out="set"; }; f x; echo "${x}"',
  'a nameref beside a local of its name':
    'g() { local out; out=inner; echo "${out}"; }; f() { declare -n out="${1}"; out="$(g)"; [[ -n "${out}" ]] && echo full; }; f x; echo "${x}"',
  'a negated pipeline': 'set -e; ! true; echo $?; if ! false; then echo yes; fi; ! false | false; echo end',
  'a pattern that was quoted':
    'x="a*b"; p="a*"; [[ "${x}" == "a*b" ]] && echo 1; [[ axb == "a*b" ]] || echo 2; [[ abc == ${p} ]] && echo 3; [[ abc == "${p}" ]] || echo 4',
  'a pipeline of three': 'printed() { echo "b"; echo "a"; }; printed | sort | cat',
  'a redirection of errors': 'f() { echo out; echo err >&2; }; x=$(f 2>/dev/null); echo "${x}"; y=$(f 2>&1); echo "${y}"',
  'a slice': 'x=abcdefghij; echo "${x:0:3}|${x:2}|${x:8:9}|${#x}"; a=(1 2 3 4); echo "${a[@]:1:2}" "${#a[@]}"',
  'a slice of letters beyond ASCII': 'x="äöü€𝄞x"; echo "${x:1:3}|${#x}"',
  'a subshell': 'x=1; (x=2; echo "${x}"; exit 3); echo "$? ${x}"',
  'a suffix and a prefix': 'v=3.12.1; echo "${v%.*} ${v%%.*} ${v#*.} ${v##*.}"; p=python-3.9; echo "${p#python-}"',
  'a variable that is not set': 'set -u; echo "${nothing}"; echo never',
  'a while that reads': 'while IFS= read -r line; do echo "<${line}>"; done <<<"a\n b \nc"',
  'a while that reads what has no end': 'x=$\'a\\nb\'; while IFS= read -r line; do echo "<${line}>"; done <<<"${x}"',
  'an and that fails under set -e': 'set -e; false && echo never; echo went on; [[ -n "" ]] && echo never; echo end',
  'an and at the end of a function': 'set -e; f() { [[ -n "" ]] && echo never; }; f; echo never',
  'an array that grows': 'a=(); a+=(x); a+=("y z"); echo "${#a[@]} ${a[*]}"; IFS=,; echo "${a[*]}"',
  'an empty array': 'set -u; a=(); for x in "${a[@]}"; do echo never; done; echo "${#a[@]}"',
  'an exit status': 'false; echo $?; true; echo $?; f() { return 7; }; f; echo "$?"',
  'an extended pattern':
    'shopt -s extglob; for v in 3.10 3.11 3.12 3.103.11; do [[ "${v}" == +(3.10|3.11) ]] && echo "${v}"; done; [[ ab == @(ab|c) ]] && echo yes',
  'an if with elif':
    'for x in a b c; do if [[ $x == a ]]; then echo 1; elif [[ $x == b ]]; then echo 2; else echo 3; fi; done; if false; then echo never; fi; echo $?',
  arithmetic:
    'x=5; y=010; if ((x > 3 && x < 9)); then echo in; fi; ((x == 5)) && echo five; ((0)) || echo zero; ((!x)) || echo "not"; echo "$((x + 2)) $((x - 9))"',
  'arithmetic beyond 64 bits': 'x=18446744073709551628; ((x > 14)) && echo more; ((x == 12)) && echo "wraps round"',
  'arithmetic of an array': 'a=(1 2); if ((${#a[@]} == 2)); then echo two; fi',
  arguments: 'f() { echo "$# ${1} ${2:-none} $*"; for a in "$@"; do echo "<${a}>"; done; }; f a "b c"; f x',
  'braces with a redirection': '{ echo a; echo b; } | sort; { echo x; false; } && echo never; echo end',
  'change of folder': 'cd /tmp && pwd; cd / && pwd',
  dirname: 'dirname /a/b/c; dirname a/b; x=$(cd "$(dirname "$(dirname "/tmp/x/y")")" && pwd); echo "${x}"',
  'empty words': 'f() { echo "$#"; }; x=""; f ${x} "${x}" a${x}b "" \'\'; y="a b"; f ${y} "${y}" x${y}z',
  mapfile:
    'f() { echo a; echo " b "; echo; }; mapfile -t lines < <(f); echo "${#lines[@]}"; for l in "${lines[@]}"; do echo "<${l}>"; done',
  'mapfile and wait': 'set -e; f() { echo a; exit 3; }; mapfile -t lines < <(f); echo "${#lines[@]}"; wait $!; echo never',
  'quotation marks': `echo 'a "b" $c' "d 'e' \\"f\\" \\$g" $'h\\ti\\x41' \\"j`,
  'a regular expression':
    'R="(0|[1-9][0-9]*)"; V="${R}\\.${R}(\\.${R})?"; for v in 3.12 3.12.1 03.1 3.x "3.12 " 3.012; do if [[ "${v}" =~ ^${V}$ ]]; then echo "${BASH_REMATCH[1]}|${BASH_REMATCH[2]}|${BASH_REMATCH[4]}"; else echo "no ${v}"; fi; done',
  'a regular expression of blank lines':
    'for line in "" "  " "# x" " #" "a # b"; do if [[ ! "${line}" =~ ^[[:space:]]*(#.*)?$ ]]; then echo "<${line}>"; fi; done',
  'a regular expression in quotation marks':
    '[[ "a.b" =~ "a.b" ]] && echo 1; [[ "axb" =~ "a.b" ]] || echo 2; [[ "axb" =~ a.b ]] && echo 3',
  replacements: 'x="a-b-c"; echo "${x/-/+} ${x//-/+} ${x//[ab]/_}"; y=$\'a\\x01b\'; echo "${y//[^[:print:]]/?}"',
  'replacements byte by byte': '(LC_ALL=C; x="aé€"; echo "${x//[^[:print:][:blank:]]/?}")',
  sed: 'printf_() { echo "  a  "; echo "# c"; echo; echo " b"; }; printf_ >made; sed --regexp-extended --expression \'s/^[[:space:]]+//\' --expression \'s/[[:space:]]+$//\' --expression \'/^(#|$)/d\' made',
  'set and unset': 'x=1; unset x; echo "${x:-gone}"; export A=1 B; B=2; echo "${A}${B}"; readonly R=3; echo "${R}"',
  'tests of variables':
    'x=""; [[ -v x ]] && echo set; [[ -v y ]] || echo unset; [[ -z "${x}" ]] && echo empty; [[ -n "a" && ( -z "b" || -n "c" ) ]] && echo both; [[ a != b ]] && echo other; [[ ! a == b ]] && echo "not"',
  'the environment of one command': 'x=1; f() { echo "${x}"; }; x=2 f; echo "${x}"; y=3 f; echo "${y:-none}"',
  'the scope of a function':
    'x=global; f() { local x=local; g; }; g() { echo "${x}"; x=changed; }; f; echo "${x}"; h() { n=new; }; h; echo "${n}"',
}
