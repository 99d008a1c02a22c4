import type { Route } from 'next'
import type { IconName } from '@/components/ui/icon-names'
import type { Role } from '@/lib/auth/actor'
import { isAllowed, type Permission } from '@/lib/auth/permissions'

/**
 * A place in the rail, labelled by `access.places.<name>`. `key` is the letter after g that goes there; `counts` shows
 * how much waits for the role, and of what; `only` keeps it to some of the roles that may open it.
 */
type Place = {
  name: string
  href: Route
  icon: IconName
  permission: Permission
  key?: string
  counts?: 'proposals' | 'entries'
  only?: readonly Role[]
}

/** Where a role has no queue of its own, the proposals that wait for it are one. */
const QUEUE_KEY = 'a'

const OWN_WORK = '/kinerja' as Route

/** The rail of every role, in order and seven at most; a role sees what it may open. */
const places = [
  { name: 'home', href: '/beranda', icon: 'house', permission: 'home.read', key: 'b' },
  { name: 'daily', href: OWN_WORK, icon: 'calendar', permission: 'entry.read', key: 'k', only: ['employee'] },
  { name: 'review', href: '/sapk/verifikasi', icon: 'clipboard-check', permission: 'promotion.verify', key: 'a' },
  { name: 'nominative', href: '/sapk/kenaikan-pangkat', icon: 'list', permission: 'nominative.read', key: 'n' },
  {
    name: 'proposals',
    href: '/sapk/usul',
    icon: 'file-text',
    permission: 'promotion.read',
    key: 'u',
    counts: 'proposals',
  },
  {
    name: 'done',
    href: '/sapk/usul?bagian=closed' as Route,
    icon: 'circle-check',
    permission: 'promotion.read',
    only: ['bkn_verifier'],
  },
  { name: 'employees', href: '/pegawai', icon: 'users', permission: 'employee.read', key: 'p' },
  { name: 'duplicates', href: '/duplikat', icon: 'users-round', permission: 'duplicate.read' },
  { name: 'import', href: '/impor', icon: 'upload', permission: 'import.manage', key: 'i' },
  { name: 'documents', href: '/sapk/dokumen', icon: 'folder', permission: 'document.list', key: 'd' },
  { name: 'monitor', href: '/sapk/pemantauan', icon: 'chart-column', permission: 'promotion.read', key: 'l' },
  { name: 'examSessions', href: '/cat/sesi' as Route, icon: 'calendar-clock', permission: 'exam.read', key: 'u' },
  {
    name: 'programmes',
    href: '/cat/program',
    icon: 'layers',
    permission: 'exam.read_programme',
    only: ['exam_manager'], // BKN's administrator comes to them from the reference tables
  },
  { name: 'candidates', href: '/cat/peserta', icon: 'users', permission: 'exam.plan' },
  { name: 'examSites', href: '/cat/lokasi', icon: 'building-2', permission: 'exam.plan' },
  { name: 'examResults', href: '/cat/hasil' as Route, icon: 'badge-check', permission: 'exam.read_results' },
  { name: 'items', href: '/cat/bank-soal', icon: 'book-open', permission: 'item.read', key: 'u' },
  {
    name: 'team',
    href: '/kinerja/tim',
    icon: 'users-round',
    permission: 'entry.review',
    key: 'a',
    counts: 'entries',
  },
  { name: 'recap', href: '/kinerja/rekap', icon: 'table-2', permission: 'recap.read', key: 'l' },
  { name: 'consequences', href: '/kinerja/tindak-lanjut', icon: 'gauge', permission: 'absence.read' },
  { name: 'reports', href: '/wbs', icon: 'inbox', permission: 'wbs.handle', key: 'a' },
  { name: 'reference', href: '/admin/acuan', icon: 'list', permission: 'reference.update' },
  { name: 'structure', href: '/admin/struktur', icon: 'network', permission: 'structure.read', only: ['bkn_admin'] },
  { name: 'templates', href: '/admin/templat', icon: 'file-check', permission: 'template.read' },
  { name: 'accounts', href: '/admin/akun', icon: 'users', permission: 'account.read' },
  { name: 'audit', href: '/admin/audit', icon: 'scroll-text', permission: 'audit.read' },
  { name: 'system', href: '/admin/sistem' as Route, icon: 'gauge', permission: 'system.read' },
  { name: 'profile', href: '/profil', icon: 'id-card', permission: 'own.read', key: 'p', only: ['employee'] },
  {
    name: 'papers',
    href: '/profil?bagian=berkas' as Route,
    icon: 'folder',
    permission: 'own.read',
    only: ['employee'],
  },
  {
    name: 'ownProposals',
    href: '/profil/usul',
    icon: 'file-text',
    permission: 'own.read',
    key: 'u',
    only: ['employee'],
  },
  {
    name: 'daily',
    href: OWN_WORK,
    icon: 'calendar',
    permission: 'entry.read',
    key: 'k',
    only: ['appraiser', 'performance_officer'], // who begin with the work of others
  },
  {
    name: 'plans',
    href: '/kinerja/skp',
    icon: 'target',
    permission: 'plan.read',
    only: ['employee', 'appraiser', 'performance_officer'],
  },
  { name: 'appraisers', href: '/kinerja/penilai' as Route, icon: 'network', permission: 'appraiser.read' },
  { name: 'teamPlans', href: '/kinerja/tim/skp' as Route, icon: 'users', permission: 'plan.read_team' },
  {
    name: 'evaluations',
    href: '/kinerja/penilaian',
    icon: 'clipboard-check',
    permission: 'evaluation.read',
    only: ['appraiser', 'performance_officer'],
  },
  { name: 'career', href: '/profil/karier', icon: 'route', permission: 'own.read', only: ['employee'] },
] as const satisfies readonly Place[]

export function placesOf(role: Role | 'system'): (Place & { name: (typeof places)[number]['name'] })[] {
  const all: readonly (Place & { name: (typeof places)[number]['name'] })[] = places
  const own = all.filter(
    ({ permission, only }) => isAllowed(role, permission) && (!only || only.some((one) => one === role)),
  )
  const hasQueue = own.some(({ key }) => key === QUEUE_KEY)
  return own.map((place) => (place.counts === 'proposals' && !hasQueue ? { ...place, key: QUEUE_KEY } : place))
}
