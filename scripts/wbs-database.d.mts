/** Types of `wbs-database.mjs` for the TypeScript that uses it. */
export function beside(ownerUrl: string): string
export function prepareWbsDatabase(place: { ownerUrl: string; appPassword?: string; appUrl?: string }): Promise<string>
