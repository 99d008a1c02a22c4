/** Types of `database.mjs` for the TypeScript that uses it. */
export function prepareDatabase(ownerUrl: string, appPassword?: string): Promise<string>
