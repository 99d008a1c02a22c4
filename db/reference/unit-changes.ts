/** What can happen to a unit: it is founded, named, put below another one, given a head, ended. */
export const unitChanges = ['found', 'rename', 'move', 'head', 'end'] as const
