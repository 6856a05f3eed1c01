// Reads a `_headers` file as hosts do: each path, with `*` for anything, has the headers that are indented below it.

/** What an address is promised, as a function. */
export function headersOf(text) {
  const rules = [];
  for (const line of text.split("\n").filter((line) => line.trim() && !line.startsWith("#"))) {
    if (!line.startsWith(" ")) rules.push({ pattern: line, headers: {} });
    else {
      const [name, ...value] = line.trim().split(": ");
      rules.at(-1).headers[name] = value.join(": ");
    }
  }
  return (address) => Object.assign({}, ...rules.filter(({ pattern }) => matches(pattern, address)).map(({ headers }) => headers));
}

function matches(pattern, address) {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(address);
}
