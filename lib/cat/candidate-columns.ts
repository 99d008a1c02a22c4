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
  nilai_ijazah: 'ipk',
  formasi: 'kode_formasi',
  nama_jabatan: 'jabatan',
  lokasi_formasi: 'lokasi',
  jenis_kebutuhan: 'jenis_formasi',
  jumlah_formasi: 'jumlah',
  kualifikasi_pendidikan: 'pendidikan',
}

/** Where each column of a sheet stands, from 0. */
type Heading = { kind: SheetKind; at: Record<string, number>; missing: string[] }

const ENOUGH = 3

/** What a row says as a heading, or undefined when it is none. What is only a candidate's decides between the two. */
export function readHeading(texts: readonly string[]): Heading | undefined {
  const codes = texts.map((text) => {
    const folded = foldHeader(text)
    return ALIASES[folded] ?? folded
  })
  const kind: SheetKind = codes.includes('nomor_peserta') || codes.includes('nama') ? 'peserta' : 'formasi'
  const found = COLUMNS[kind].filter(({ code }) => codes.includes(code))
  if (found.length < ENOUGH) return undefined
  return {
    kind,
    at: Object.fromEntries(found.map(({ code }) => [code, codes.indexOf(code)])),
    missing: COLUMNS[kind].filter(({ code, isNeeded }) => isNeeded && !codes.includes(code)).map(({ code }) => code),
  }
}
