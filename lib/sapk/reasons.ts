/**
 * Reasons of a return (BTS), repair or rejection (TMS) as flat lists, nine to twelve for each kind of paper, so that
 * one glance finds the right one; the sentences stand in the messages.
 */
const ofAnyPaper = [
  'document_missing',
  'document_unreadable',
  'pages_missing',
  'wrong_document',
  'wrong_person',
  'name_differs',
  'nip_differs',
  'signature_missing',
] as const

const ofPaper = {
  SK_PANGKAT: ['not_latest', 'number_differs', 'rank_differs'],
  PREDIKAT: ['year_differs', 'predicate_differs', 'appraiser_differs'],
  SK_CPNS: ['number_differs', 'rank_differs', 'effective_differs'],
  SK_PNS: ['number_differs', 'rank_differs', 'effective_differs'],
  KARPEG: ['number_differs'],
  IJAZAH: ['number_differs', 'education_differs', 'not_accredited'],
  TRANSKRIP: ['education_differs', 'not_accredited'],
  STLUD: ['number_differs', 'exam_level_differs', 'document_expired'],
  SK_JABATAN: ['not_latest', 'position_differs', 'unit_differs'],
  SPP: ['number_differs', 'position_differs', 'inauguration_differs'],
  SPMT: ['position_differs', 'unit_differs', 'effective_differs'],
  STTPL_PIM: ['number_differs', 'training_differs'],
  PAK: ['year_differs', 'points_differs', 'position_differs'],
  KONVERSI_AK: ['year_differs', 'points_differs', 'predicate_differs'],
  AKUMULASI_AK: ['year_differs', 'points_differs', 'position_differs'],
  SERTIFIKAT_UKOM: ['number_differs', 'position_differs', 'document_expired'],
  DRH: ['history_missing', 'position_differs', 'education_differs'],
} as const

export type PaperKind = keyof typeof ofPaper

/** Papers of a person's archive; a predicate carries its year behind the word. */
export const paperKinds = Object.keys(ofPaper) as PaperKind[]

const ofField = [
  'value_differs',
  'evidence_missing',
  'evidence_unclear',
  'not_latest',
  'history_missing',
  'effective_differs',
  'computed_wrongly',
  'condition_unmet',
  'other',
] as const

/** Why a whole proposal goes back or ends. */
export const proposalReasons = [
  'document_missing',
  'document_unreadable',
  'document_expired',
  'value_differs',
  'name_differs',
  'signature_missing',
  'wrong_person',
  'history_missing',
  'condition_unmet',
  'exam_proof_missing',
  'other',
] as const

export type ReasonCode =
  | (typeof ofAnyPaper)[number]
  | (typeof ofPaper)[PaperKind][number]
  | (typeof ofField)[number]
  | (typeof proposalReasons)[number]

/** Every reason there is, each once. */
export const reasonCodes: readonly ReasonCode[] = [
  ...new Set([...ofAnyPaper, ...Object.values(ofPaper).flat(), ...ofField, ...proposalReasons]),
]

/** The reasons that fit one item of a review, such as `field:rank` or `document:PREDIKAT_2025`. */
export function reasonsFor(item: string): readonly ReasonCode[] {
  const [kind, name = ''] = item.split(':')
  if (kind === 'field') return ofField
  const type = name.replace(/_\d{4}$/, '') as PaperKind
  return [...ofAnyPaper, ...(ofPaper[type] ?? []), 'other']
}
