#compdef explorer explorer.pyz
# Completion of explorer in zsh; what it offers is asked of the program itself.
# Load it in ~/.zshrc, after compinit: source <(explorer completion zsh)
# or keep it as a file called _explorer in a folder of $fpath.

_explorer_completion() {
    local line type value help files
    local -a words_found words_shown parts_found parts_shown
    for line in "${(@f)$(_EXPLORER_COMPLETE=zsh _EXPLORER_LINE="${(j: :)words[1,CURRENT]}" ${~words[1]} 2>/dev/null)}"; do
        IFS=$'\t' read -r type value help <<<"$line"
        case $type in
            file) files=yes ;;
            part) parts_found+=("$value"); parts_shown+=("$value${help:+  $help}") ;;
            word) words_found+=("$value"); words_shown+=("$value${help:+  $help}") ;;
        esac
    done
    (( $#words_found )) && compadd -l -d words_shown -a words_found
    (( $#parts_found )) && compadd -l -S '' -d parts_shown -a parts_found
    [[ -n $files ]] && _files
    return 0
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _explorer_completion "$@"
else
    compdef _explorer_completion explorer explorer.pyz
fi
