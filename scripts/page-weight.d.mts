/** Types of `page-weight.mjs` for the TypeScript that uses it. */
export function budgetOf(path: string, emptyPageKb: number): number
