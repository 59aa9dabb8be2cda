# Completion of explorer in bash; what it offers is asked of the program itself.
# Load it in ~/.bashrc: source <(explorer completion bash)

_explorer_completion() {
    local reply type value help
    COMPREPLY=()
    reply=$(_EXPLORER_COMPLETE=bash _EXPLORER_LINE="${COMP_LINE:0:COMP_POINT}" _EXPLORER_BREAKS="$COMP_WORDBREAKS" \
        "${1/#\~/$HOME}" 2>/dev/null) || return 0
    while IFS=$'\t' read -r type value help; do
        case $type in
            file) compopt -o default 2>/dev/null ;;
            part) compopt -o nospace 2>/dev/null; COMPREPLY+=("$value") ;;
            word) COMPREPLY+=("$value") ;;
        esac
    done <<<"$reply"
}

complete -o nosort -F _explorer_completion explorer explorer.pyz 2>/dev/null ||
    complete -F _explorer_completion explorer explorer.pyz
