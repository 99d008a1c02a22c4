import { degrees, PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from 'pdf-lib'
import type { ReceivedPdf } from '@/lib/documents/intake.server'
import { formatDate, formatMonths, formatNip, formatRupiah } from '@/lib/format'
import { withTitles } from '@/lib/registry/name'
import { rankTitle } from '@/lib/registry/ranks'
import type { ProposalDetail } from '@/lib/sapk/proposal-detail.server'

const A4: [number, number] = [595, 842]
const MARGIN = 72
const LINE = 18
const LABEL_WIDTH = 170

const TITLES: Record<string, string> = {
  SK_PANGKAT: 'PETIKAN KEPUTUSAN KENAIKAN PANGKAT',
  SK_CPNS: 'PETIKAN KEPUTUSAN PENGANGKATAN CPNS',
  SK_PNS: 'PETIKAN KEPUTUSAN PENGANGKATAN PNS',
  KARPEG: 'KARTU PEGAWAI',
  IJAZAH: 'IJAZAH',
  TRANSKRIP: 'TRANSKRIP NILAI',
  PREDIKAT: 'DOKUMEN EVALUASI KINERJA PEGAWAI',
  PAK: 'PENETAPAN ANGKA KREDIT',
  KONVERSI_AK: 'KONVERSI PREDIKAT KE ANGKA KREDIT',
  AKUMULASI_AK: 'AKUMULASI ANGKA KREDIT',
  SK_JABATAN: 'PETIKAN KEPUTUSAN PENGANGKATAN DALAM JABATAN',
  SPP: 'SURAT PERNYATAAN PELANTIKAN',
  SPMT: 'SURAT PERNYATAAN MELAKSANAKAN TUGAS',
  STTPL_PIM: 'SURAT TANDA TAMAT PENDIDIKAN DAN PELATIHAN',
  STLUD: 'SURAT TANDA LULUS UJIAN DINAS',
  SERTIFIKAT_UKOM: 'SERTIFIKAT UJI KOMPETENSI',
  DRH: 'DAFTAR RIWAYAT HIDUP',
}

/** One page that stands for a scanned paper of the demonstration and agrees with the person's file. */
export async function demonstrationPaper(
  type: string,
  { proposal, employee, agency }: ProposalDetail,
): Promise<ReceivedPdf> {
  const [, kind = type, year] = /^(.*?)(?:_(\d{4}))?$/.exec(type) ?? []
  const lines: [string, string][] = [
    ['Nama', withTitles(employee)],
    ['NIP', formatNip(employee.nip)],
    ['Tempat, tanggal lahir', `${employee.birthPlace}, ${formatDate(employee.bornOn, 'long', 'id')}`],
    ['Jabatan', employee.positionName ?? '-'],
  ]
  if (kind === 'SK_PANGKAT') {
    lines.push(
      ['Pangkat, golongan', `${rankTitle(proposal.fromRank)}, ${proposal.fromRank}`],
      ['Terhitung mulai tanggal', formatDate(proposal.fromRankSince, 'long', 'id')],
      ['Masa kerja golongan', formatMonths(proposal.fromServiceMonths, 'id')],
      ['Gaji pokok', formatRupiah(proposal.fromSalaryRupiah, 'id')],
    )
  }
  if (year) lines.push(['Tahun penilaian', year], ['Predikat', 'Baik'])
  if (kind === 'IJAZAH' || kind === 'TRANSKRIP') {
    lines.push(['Pendidikan', `${employee.educationName ?? '-'}, lulus ${employee.graduatedYear ?? '-'}`])
  }
  const title = TITLES[kind] ?? kind.replaceAll('_', ' ')
  const bytes = await onePage(agency.name, title, `800/${proposal.number.slice(-4)}/PERAGAAN`, lines)
  return { bytes, pageCount: 1, originalName: `${type.toLowerCase()}-${employee.nip}.pdf` }
}

async function onePage(agency: string, title: string, number: string, lines: [string, string][]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  pdf.setTitle(title)
  pdf.setLanguage('id')
  const regular = await pdf.embedFont(StandardFonts.TimesRoman)
  const bold = await pdf.embedFont(StandardFonts.TimesRomanBold)
  const page = pdf.addPage(A4)
  const mark = { size: 64, font: bold, color: rgb(0.9, 0.9, 0.9), rotate: degrees(45) }
  page.drawText('PERAGAAN', { ...mark, x: 150, y: 300 })
  let y = A4[1] - MARGIN
  y = centred(page, bold, agency.toUpperCase(), 14, y)
  page.drawLine({ start: { x: MARGIN, y }, end: { x: A4[0] - MARGIN, y }, thickness: 1.5 })
  y = centred(page, bold, title, 13, y - 2 * LINE)
  y = centred(page, regular, `Nomor ${number}`, 11, y) - LINE
  for (const [label, value] of lines) {
    page.drawText(label, { x: MARGIN, y, size: 11, font: regular })
    page.drawText(`:  ${value}`, {
      x: MARGIN + LABEL_WIDTH,
      y,
      size: 11,
      font: regular,
      maxWidth: 290,
      lineHeight: LINE,
    })
    y -= LINE * (regular.widthOfTextAtSize(value, 11) > 270 ? 2.2 : 1.2)
  }
  page.drawText('Berkas contoh untuk peragaan, bukan dokumen resmi.', { x: MARGIN, y: MARGIN, size: 9, font: regular })
  return pdf.save()
}

function centred(page: PDFPage, font: PDFFont, text: string, size: number, y: number): number {
  page.drawText(text, { x: (A4[0] - font.widthOfTextAtSize(text, size)) / 2, y, size, font })
  return y - LINE
}
