/** Types of `wbs-database.mjs` for the TypeScript that uses it. */
export function beside(ownerUrl: string): string
export function shredBeside(wbsOwnerUrl: string): string
export function prepareWbsDatabase(
  place: { ownerUrl: string; appPassword?: string; appUrl?: string },
  database?: object,
): Promise<string>
