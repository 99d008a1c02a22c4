import type { agencies } from '@/db/schema/registry'
import type { TemplateData } from '@/lib/documents/templates'

type Issuer = Pick<
  typeof agencies.$inferSelect,
  'kind' | 'name' | 'headTitle' | 'personnelUnitName' | 'address' | 'website' | 'logo' | 'emblem'
>

/**
 * The head of a letter, by who signs it: a governor, regent, mayor, minister or the head of BKN under the title alone;
 * the secretary of a government under the secretariat; a regional office under BKN; everybody else under the unit that
 * serves the agency's staff. A letter under a title carries the emblem that
 * the law allows that office, and no logo of the agency.
 *
 * @param title of whoever signs; left out while that is not known
 */
export function letterheadOf(agency: Issuer, title = ''): TemplateData<'promotion-decree-2'>['letterhead'] {
  if (isHeadOf(agency, title)) {
    return { kind: 'title', parent: null, office: agency.headTitle || title, address: '', logo: agency.emblem }
  }
  const address = [agency.address, agency.website].filter(Boolean).join(', ')
  return { kind: 'office', ...officeOf(agency, title), address, logo: agency.logo }
}

/** Whether somebody of this title is the agency's own head, who signs in nobody else's name. */
export function isHeadOf({ kind, headTitle }: Pick<Issuer, 'kind' | 'headTitle'>, title: string): boolean {
  if (kind === 'regional_office') return false
  if (kind === 'bkn') return /^kepala (bkn|badan kepegawaian negara)$/i.test(title.trim())
  const own = title.replace(/^penjabat /i, '')
  if (/^(gubernur|bupati|wali\s?kota|menteri)$/i.test(own.trim())) return true
  return headTitle ? same(own, headTitle) : /^(gubernur|bupati|wali\s?kota|menteri)\b(?! administrasi)/i.test(own)
}

function officeOf({ kind, name, personnelUnitName }: Issuer, title: string): { parent: string | null; office: string } {
  if (kind === 'bkn') return { parent: null, office: name }
  if (kind === 'regional_office') {
    return { parent: 'Badan Kepegawaian Negara', office: name.replace(/ (Badan Kepegawaian Negara|BKN)$/i, '') }
  }
  const [secretary] = /^sekretaris (daerah|jenderal|utama)\b/i.exec(title) ?? []
  if (secretary) return { parent: name, office: secretary.replace(/^sekretaris/i, 'Sekretariat') }
  return personnelUnitName ? { parent: name, office: personnelUnitName } : { parent: null, office: name }
}

function same(one: string, other: string): boolean {
  const plain = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase()
  return one !== '' && plain(one) === plain(other)
}
