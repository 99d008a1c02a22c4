/** Types of `database.mjs` for the TypeScript that uses it. */
export const SHRED: object
export function prepareDatabase(ownerUrl: string, appPassword?: string): Promise<string>
