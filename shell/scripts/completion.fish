# Completion of explorer in fish; what it offers is asked of the program itself.
# Load it in ~/.config/fish/config.fish: explorer completion fish | source
# or keep it as ~/.config/fish/completions/explorer.fish

function __explorer_completion
    set -l tokens (commandline -opc)
    set -l command (string replace -r '^~' $HOME -- $tokens[1])
    set -l line (commandline -cp | string collect)
    for reply in (env _EXPLORER_COMPLETE=fish _EXPLORER_LINE=$line $command 2>/dev/null)
        set -l fields (string split -m 2 \t -- $reply)
        if test $fields[1] = file
            __fish_complete_path (commandline -ct)
        else
            printf '%s\t%s\n' $fields[2] "$fields[3]"
        end
    end
end

complete --command explorer --no-files --arguments '(__explorer_completion)'
complete --command explorer.pyz --no-files --arguments '(__explorer_completion)'
