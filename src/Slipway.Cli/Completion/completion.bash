# bash completion for slipway. In ~/.bashrc: source <(slipway completion bash)
_slipway_complete() {
  local before="${COMP_LINE:0:COMP_POINT}" word="${COMP_WORDS[COMP_CWORD]}" line
  # What follows "--" is the container's.
  case " $before" in *' -- '*) compopt -o default 2>/dev/null; COMPREPLY=(); return ;; esac
  COMPREPLY=()
  while IFS= read -r line; do
    [[ $line == "$word"* ]] && COMPREPLY+=("$line")
  done < <("${COMP_WORDS[0]}" "[suggest:${#before}]" "$before" 2>/dev/null)
  [[ ${#COMPREPLY[@]} -gt 0 ]] || compopt -o default 2>/dev/null
}
complete -F _slipway_complete slipway
