# fish completion for slipway. In ~/.config/fish/config.fish: slipway completion fish | source
function __slipway_complete
    set -l before (commandline --cut-at-cursor)
    set -l program (commandline --tokenize)[1]
    # What follows "--" is the container's.
    if string match --quiet '* -- *' -- $before
        __fish_complete_path (commandline --current-token)
        return
    end
    set -l found ($program "[suggest:"(string length -- "$before")"]" "$before" 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path (commandline --current-token)
    end
end
complete --command slipway --no-files --arguments '(__slipway_complete)'
