/** The name of a unit in a list of choices, indented as it stands in the tree. */
export function indentedName({ name, depth }: { name: string; depth: number }): string {
  return '\u2003'.repeat(depth) + name
}
