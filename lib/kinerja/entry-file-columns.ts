type Column = { code: string; isNeeded: boolean; aliases: readonly string[] }

const column = (code: string, isNeeded: boolean, ...aliases: string[]): Column => ({ code, isNeeded, aliases })

/** The columns of a file of own entries, in the order of the template. */
export const COLUMNS: readonly Column[] = [
  column('tanggal', true, 'tgl', 'hari_tanggal', 'date'),
  column('mulai', true, 'jam_mulai', 'waktu_mulai', 'start'),
  column('selesai', true, 'jam_selesai', 'waktu_selesai', 'sampai', 'end'),
  column('kegiatan', true, 'uraian', 'uraian_kegiatan', 'aktivitas', 'activity'),
  column('rhk', false, 'nomor_rhk', 'no_rhk', 'rencana_hasil_kerja'),
  column('hasil', false, 'volume', 'jumlah', 'kuantitas', 'quantity'),
  column('satuan', false, 'unit'),
  column('diperintahkan_oleh', false, 'perintah_dari', 'ordered_by'),
  column('nomor_surat', false, 'no_surat', 'nomor_surat_tugas', 'letter'),
  column('alasan_terlambat', false, 'alasan', 'reason'),
  column('tempat', false, 'lokasi', 'tempat_kerja', 'place'),
  column('kolaborator', false, 'bersama', 'rekan', 'collaborators'),
]

/** What one column of a file says, counted from 0, and which of ours it was taken for. */
export type FileHeading = { column: number; text: string; field: string | null }

/** What is wrong with one cell: a code of our own, or a sentence of the rules. */
export type CellProblem = { column: string; value: string; code: CellCode | null; reason: string | null }
export type CellCode = 'missing' | 'date' | 'time' | 'item' | 'number' | 'place' | 'long'
