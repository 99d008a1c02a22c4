import type { Role } from '@/lib/auth/actor'

/**
 * Who may call, open or fetch what: the one table that the access tests compare the product with. It says it a second
 * time on purpose: a slip in `permissions.ts` or a new endpoint that nobody thought about fails here.
 *
 * `public` asks for no session; `signing in` belongs to the steps between the password and the first page.
 */
export type Access = readonly Role[] | 'public' | 'signing in'

const everybody: readonly Role[] = [
  'bkn_admin',
  'bkn_verifier',
  'bkn_signer',
  'mutation_officer',
  'agency_approver',
  'agency_signer',
  'employee',
  'auditor',
]
const readers: readonly Role[] = everybody.filter((role) => role !== 'employee' && role !== 'bkn_admin')
const admin: readonly Role[] = ['bkn_admin']
const officer: readonly Role[] = ['mutation_officer']
const checkers: readonly Role[] = ['mutation_officer', 'agency_approver']
const verifier: readonly Role[] = ['bkn_verifier']

/** `<folder of actions.ts>#<export>` */
export const actions: Record<string, Access> = {
  '(signing-in)/masuk#confirmCodeAction': 'signing in',
  '(signing-in)/masuk#enrolAction': 'signing in',
  '(signing-in)/masuk#replaceFirstPasswordAction': 'signing in',
  '(signing-in)/masuk#signOutAction': 'signing in',
  '(office)/akun#renewSessionAction': 'signing in',
  '(office)/akun#changePasswordAction': everybody,
  '(office)/akun#confirmAction': everybody,
  '(office)/akun#endSessionAction': everybody,
  '(office)/akun#renewRecoveryCodesAction': everybody,
  '(office)/akun#replaceSecondFactorAction': everybody,
  '(office)/akun#signOutEverywhereAction': everybody,
  '(office)/akun#switchRoleAction': everybody,
  '(office)/admin/akun#changeRolesAction': admin,
  '(office)/admin/akun#createAccountAction': admin,
  '(office)/admin/akun#disableAccountAction': admin,
  '(office)/admin/akun#enableAccountAction': admin,
  '(office)/admin/akun#resetAccountAction': admin,
  '(office)/impor#appendImportAction': officer,
  '(office)/impor#applyImportAction': officer,
  '(office)/impor#checkImportAction': officer,
  '(office)/impor#discardImportAction': officer,
  '(office)/impor#fixImportCellAction': officer,
  '(office)/impor#mapImportAction': officer,
  '(office)/impor#receiveImportAction': officer,
  '(office)/impor#resumeImportAction': officer,
  '(office)/impor#startImportAction': officer,
  '(office)/impor#undoImportAction': officer,
  '(office)/admin/acuan#setReferenceRowAction': admin,
  '(office)/admin/hari-libur#removeHolidayAction': admin,
  '(office)/admin/hari-libur#setHolidayAction': admin,
  '(office)/admin/periode#overridePeriodAction': admin,
  '(office)/admin/periode#resetPeriodAction': admin,
  '(office)/pegawai/[id]#addHistoryAction': officer,
  '(office)/pegawai/[id]#correctHistoryAction': officer,
  '(office)/pegawai/[id]#revealValueAction': ['mutation_officer', 'agency_approver', 'bkn_verifier'],
  '(office)/pegawai/[id]#withdrawHistoryAction': officer,
  '(office)/sapk/kenaikan-pangkat#computeNominativeAction': officer,
  '(office)/sapk/kenaikan-pangkat#createProposalsAction': officer,
  '(office)/sapk/kenaikan-pangkat#deleteViewAction': checkers,
  '(office)/sapk/kenaikan-pangkat#proposeAllAction': officer,
  '(office)/sapk/kenaikan-pangkat#saveViewAction': checkers,
  '(office)/sapk/usul#approveProposalsAction': ['agency_approver'],
  '(office)/sapk/usul#askRepairAction': checkers,
  '(office)/sapk/usul#cancelProposalAction': officer,
  '(office)/sapk/usul#checkProposalsAction': checkers,
  '(office)/sapk/usul#handOverDecreesAction': officer,
  '(office)/sapk/usul#initialProposalsAction': verifier,
  '(office)/sapk/usul#prepareDecreesAction': officer,
  '(office)/sapk/usul#resubmitProposalAction': officer,
  '(office)/sapk/usul#sendBackDraftAction': verifier,
  '(office)/sapk/usul#submitProposalsAction': officer,
  '(office)/sapk/usul#turnDownProposalAction': ['agency_approver'],
  '(office)/sapk/usul/berkas#answerItemAction': officer,
  '(office)/sapk/usul/berkas#attachDocumentAction': officer,
  '(office)/sapk/usul/berkas#uploadDocumentAction': officer,
  '(office)/sapk/tanda-tangan#signDecreesAction': ['agency_signer', 'bkn_signer'],
  '(office)/sapk/tanda-tangan#signLettersAction': ['agency_signer'],
  '(office)/sapk/tanda-tangan#signTechnicalApprovalsAction': ['bkn_signer'],
  '(office)/sapk/verifikasi#acceptProposalAction': verifier,
  '(office)/sapk/verifikasi#forwardReviewAction': verifier,
  '(office)/sapk/verifikasi#openReviewAction': verifier,
  '(office)/sapk/verifikasi#recordCheckAction': verifier,
  '(office)/sapk/verifikasi#rejectProposalAction': verifier,
  '(office)/sapk/verifikasi#releaseReviewAction': verifier,
  '(office)/sapk/verifikasi#returnProposalAction': verifier,
}

/** The address of each page, route groups left out. */
export const pages: Record<string, Access> = {
  '/': 'public',
  '/bantuan': 'public',
  '/masuk': 'public',
  '/v': 'public',
  '/v/[kode]': 'public',
  '/masuk/autentikator': 'signing in',
  '/masuk/kata-sandi': 'signing in',
  '/masuk/kode': 'signing in',
  '/beranda': everybody,
  '/akun': everybody,
  '/profil/akses': everybody,
  '/admin/acuan': admin,
  '/admin/acuan/[tabel]': admin,
  '/admin/akun': admin,
  '/admin/akun/[id]': admin,
  '/admin/akun/baru': admin,
  '/admin/hari-libur': admin,
  '/admin/audit': ['bkn_admin', 'auditor'],
  '/impor': officer,
  '/impor/[id]': officer,
  '/admin/periode': admin,
  '/duplikat': verifier,
  '/pegawai': readers,
  '/pegawai/[id]': readers,
  '/pegawai/[id]/karier': readers,
  '/pegawai/[id]/riwayat/[jenis]': officer,
  '/profil': everybody,
  '/profil/kapan-naik-pangkat': everybody,
  '/profil/karier': everybody,
  '/profil/usul': everybody,
  '/profil/usul/[id]': everybody,
  '/sapk/kenaikan-pangkat': checkers,
  '/sapk/pemantauan': readers,
  '/sapk/usul': readers,
  '/sapk/usul/[id]': readers,
  '/sapk/verifikasi': verifier,
  '/sapk/verifikasi/[id]': verifier,
}

/** The address of each route handler. */
export const routes: Record<string, Access> = {
  '/api/auth/[...nextauth]': 'public',
  '/api/session': 'public',
  '/v/[kode]/berkas': 'public',
  '/api/berkas/[id]': everybody,
  '/api/impor/[id]/galat': officer,
  '/api/impor/templat': officer,
  '/api/pegawai/cari': readers,
  '/api/penandatanganan/[id]': readers,
  '/api/sapk/nominatif': checkers,
  '/api/usul/[id]/pratinjau': readers,
}
