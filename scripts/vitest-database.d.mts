export function prepareTemplate(url: string): Promise<void>
export function copyDatabase(
  name: string,
): Promise<{ ownerUrl: string; appUrl: string; wbsAppUrl: string; shredAppUrl: string }>
