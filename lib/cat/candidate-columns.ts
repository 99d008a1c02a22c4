import { foldHeader } from '@/lib/import/headers'

export const SHEETS = ['formasi', 'peserta'] as const

export type SheetKind = (typeof SHEETS)[number]

type Column = { code: string; isNeeded: boolean; most: number }

const needed = (code: string, most = 120): Column => ({ code, isNeeded: true, most })
const optional = (code: string, most = 120): Column => ({ code, isNeeded: false, most })

/** The columns of the two sheets in the order of the template. What is not needed may be missing or blank. */
export const COLUMNS: Record<SheetKind, readonly Column[]> = {
  formasi: [
    needed('kode_formasi', 40),
    needed('jabatan'),
    needed('pendidikan', 200),
    needed('lokasi'),
    needed('jenis_formasi', 60),
    optional('kelompok_jabatan', 60),
    needed('jumlah', 6),
  ],
  peserta: [
    needed('nomor_peserta', 30),
    needed('nama'),
    needed('tanggal_lahir', 30),
    needed('jenis_kelamin', 20),
    optional('nik', 30),
    optional('tempat_lahir', 60),
    needed('pendidikan', 200),
    needed('ipk', 10),
    needed('kode_formasi', 40),
    optional('jenis_formasi', 60),
    optional('akomodasi', 40),
    optional('tilok'),
  ],
}

const ALIASES: Record<string, string> = {
  no_peserta: 'nomor_peserta',
  nama_lengkap: 'nama',
  nama_peserta: 'nama',
  tgl_lahir: 'tanggal_lahir',
  jk: 'jenis_kelamin',
  l_p: 'jenis_kelamin',
  no_ktp: 'nik',
  nilai: 'ipk',
  titik_lokasi: 'tilok',
  lokasi_ujian: 'tilok',
  lokasi_tes: 'tilok',
  nilai_ijazah: 'ipk',
  formasi: 'kode_formasi',
  nama_jabatan: 'jabatan',
  lokasi_formasi: 'lokasi',
  jenis_kebutuhan: 'jenis_formasi',
  jumlah_formasi: 'jumlah',
  kualifikasi_pendidikan: 'pendidikan',
}

/** What one column of a sheet says, counted from 0, and which of ours it was taken for. */
export type SheetHeading = { column: number; text: string; field: string | null }

/** A sheet of a file as it is understood. */
export type CandidateSheet = { name: string; kind: SheetKind; headings: SheetHeading[] }

/** Which field an agency took a heading for before, by `rememberedKey`; empty where it was left out. */
export type Remembered = Readonly<Record<string, string>>

const ENOUGH = 3

/**
 * What a row says as a heading, or undefined when it is none. What is only a candidate's decides between the two kinds.
 *
 * @param isGuess takes any row of some texts for the heading of candidates, for a person to say what it means
 */
export function readHeading(
  texts: readonly string[],
  remembered: Remembered,
  isGuess: boolean,
): Omit<CandidateSheet, 'name'> | undefined {
  const [formations, candidates] = SHEETS.map((kind) => ({ kind, headings: headingsOf(texts, kind, remembered) }))
  const fields = candidates?.headings.map(({ field }) => field) ?? []
  const isCandidates = isGuess || fields.includes('nomor_peserta') || fields.includes('nama')
  const read = isCandidates ? candidates : formations
  if (!read) return undefined
  const known = read.headings.filter(({ field }) => field !== null)
  return (isGuess ? read.headings : known).length < ENOUGH ? undefined : read
}

export function rememberedKey(kind: SheetKind, text: string): string {
  return `${kind}.${foldHeader(text)}`
}

/** The columns that a sheet cannot do without and does not have. */
export function missingColumns({ kind, headings }: Omit<CandidateSheet, 'name'>): string[] {
  const found = headings.map(({ field }) => field)
  return COLUMNS[kind].filter(({ code, isNeeded }) => isNeeded && !found.includes(code)).map(({ code }) => code)
}

function headingsOf(texts: readonly string[], kind: SheetKind, remembered: Remembered): SheetHeading[] {
  const taken = new Set<string>()
  return texts.flatMap((text, column) => {
    if (text.trim() === '') return []
    const folded = foldHeader(text)
    const code = remembered[rememberedKey(kind, text)] ?? ALIASES[folded] ?? folded
    const isFree = COLUMNS[kind].some((each) => each.code === code) && !taken.has(code)
    if (isFree) taken.add(code)
    return [{ column, text, field: isFree ? code : null }]
  })
}
