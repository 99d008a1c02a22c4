<<<<<<< HEAD
/** Types of `database.mjs` for the TypeScript that uses it. */
=======
>>>>>>> 3ab6376 (registry: search people by number, by name with a letter wrong, and by unit)
export function prepareDatabase(ownerUrl: string, appPassword?: string): Promise<string>
