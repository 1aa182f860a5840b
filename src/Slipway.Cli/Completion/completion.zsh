# zsh completion for slipway. In ~/.zshrc, after compinit: source <(slipway completion zsh)
_slipway() {
  local before="${(j: :)words[1,CURRENT]}"
  # What follows "--" is the container's.
  if (( ${words[(i)--]} < CURRENT )); then _files; return; fi
  local -a found
  found=("${(@f)$("${words[1]}" "[suggest:${#before}]" "$before" 2>/dev/null)}")
  found=(${found:#})
  if (( ${#found} )); then compadd -a found; else _files; fi
}
compdef _slipway slipway
