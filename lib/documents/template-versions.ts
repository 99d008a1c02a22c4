import { type DocumentKind, documentTemplates, type TemplateName } from '@/lib/documents/templates'

/** A version of a template; the newest of its letter is in force, the others have only issued what they have. */
export type TemplateVersion = { name: TemplateName; kind: DocumentKind; version: number; isInForce: boolean }

/** Every template in the order of its letter, newest version first. */
export function templateVersions(): TemplateVersion[] {
  const all = Object.entries(documentTemplates).map(([name, { kind }]) => ({
    name: name as TemplateName,
    kind,
    version: Number(name.slice(name.lastIndexOf('-') + 1)),
  }))
  const newest = (kind: DocumentKind) =>
    Math.max(...all.filter((one) => one.kind === kind).map(({ version }) => version))
  return all
    .map((one) => ({ ...one, isInForce: one.version === newest(one.kind) }))
    .sort((one, other) => one.kind.localeCompare(other.kind) || other.version - one.version)
}

export function isTemplateName(name: string): name is TemplateName {
  return Object.hasOwn(documentTemplates, name)
}
