import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { render } from './render.server'
import { sampleLetter } from './sample-letters'
import { documentTemplates, type Frame, printModel, type TemplateData, type TemplateName } from './templates'

const createdAt = new Date('2027-01-25T02:30:00Z')
const draft: Frame = { mark: 'draft', code: null, checkUrl: null, certificateIssuer: null }
const issued: Frame = {
  mark: 'test',
  code: '7QK4-M2XD-9TRB',
  checkUrl: 'https://satya.example/v/7QK4M2XD9TRB',
  certificateIssuer: 'UJI',
}
const names = Object.keys(documentTemplates) as TemplateName[]

function print<T extends TemplateName>(template: T, data: TemplateData<T>, frame: Frame = issued) {
  return render({ template, model: printModel(template, data), frame, createdAt })
}

test.each(names)('%s prints, with room for its signature', async (name) => {
  const { spots, pageCount } = await print(name, sampleLetter(name))
  for (const spot of spots) expect(spot).toMatchObject({ page: pageCount, y: expect.toSatisfy((y: number) => y > 100) })
})

test.each(names)('%s gives the same bytes for the same data and time', async (name) => {
  const [first, second] = [await print(name, sampleLetter(name)), await print(name, sampleLetter(name))]
  expect(Buffer.from(first.pdf).equals(second.pdf)).toBe(true)
})

test('a decree for one person is one page, and long names and units still print', async () => {
  const decree = sampleLetter('promotion-decree-1')
  expect((await print('promotion-decree-1', decree)).pageCount).toBe(1)
  expect((await print('promotion-decree-1', { ...decree, creditPoints: '112,500' })).pageCount).toBe(1)
  const long = 'Raden Ajeng Siti Rahmawati Kusumaningrum Purwodarminto Hadiningrat '.repeat(3).trim()
  const employee = { ...decree.employee, name: long, unit: long, position: long, birthPlace: long }
  expect((await print('promotion-decree-1', { ...decree, employee })).pageCount).toBe(2)
})

test('data are data: what looks like markup or code prints as it stands', async () => {
  const decree = sampleLetter('promotion-decree-1')
  const name = '#panic("x") $a$ *b* </script> \\'
  expect((await print('promotion-decree-1', { ...decree, employee: { ...decree.employee, name } })).pageCount).toBe(1)
})

test('a character that the type does not have is refused and named', async () => {
  const decree = sampleLetter('promotion-decree-1')
  const employee = { ...decree.employee, name: 'Yusuf 😀' }
  await expect(print('promotion-decree-1', { ...decree, employee })).rejects.toMatchObject({ code: 'glyph_missing' })
})

test('data that do not fit a template never reach it', () => {
  const decree = sampleLetter('promotion-decree-1')
  expect(() => printModel('promotion-decree-1', { ...decree, date: '2027-02-31' })).toThrow(/invalid_date/)
})

const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined
if (!hasPoppler) process.stderr.write('SKIPPED: poppler is not installed, so the printed text is not read back\n')

describe.runIf(hasPoppler)('read back', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'satya-render-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  const read = (program: string, pdf: Uint8Array) => {
    const file = path.join(folder, 'letter.pdf')
    writeFileSync(file, pdf)
    const arguments_ = program === 'pdftotext' ? ['-layout', file, '-'] : [file]
    return spawnSync(program, arguments_, { encoding: 'utf8' }).stdout
  }

  test('money stands in figures and in words, the NIP in groups, the date in Indonesian', async () => {
    const text = read('pdftotext', (await print('promotion-decree-1', sampleLetter('promotion-decree-1'))).pdf)
    expect(text).toContain('Rp3.426.000,00')
    expect(text.replace(/\s+/g, ' ')).toContain('(tiga juta empat ratus dua puluh enam ribu rupiah)')
    expect(text.replace(/\u00a0/g, ' ')).toContain('19900309 201803 1 004')
    expect(text.replace(/\u00a0/g, ' ')).toContain('pada tanggal 25 Januari 2027')
    expect(text).toContain('YUSUF RAMADHAN, S.Kom.')
  })

  test('a decree rests on a nota persetujuan or a pertimbangan teknis, whichever BKN gave', async () => {
    const decree = sampleLetter('promotion-decree-2')
    const considered = async (form: 'approval' | 'opinion') => {
      const technicalApproval = { ...decree.technicalApproval, form }
      const text = read('pdftotext', (await print('promotion-decree-2', { ...decree, technicalApproval })).pdf)
      return /Memperhatikan\s*:?\s+(\S+ \S+) Kantor Regional/.exec(text)?.[1]
    }
    expect(await considered('approval')).toBe('Nota persetujuan')
    expect(await considered('opinion')).toBe('Pertimbangan teknis')
  })

  test('a letter of many pages repeats the head of its list and numbers its pages', async () => {
    const { pdf, pageCount } = await print('proposal-letter-1', sampleLetter('proposal-letter-1'))
    const pages = read('pdftotext', pdf).split('\f').slice(0, pageCount)
    expect(pageCount).toBe(2)
    pages.forEach((page, at) => {
      expect(page).toMatch(/No\.\s+Nama\s+NIP/)
      expect(page).toContain(`${at + 1} dari 2`)
    })
  })

  test.each(names)('a sample of %s says that it is one', async (name) => {
    const text = read('pdftotext', (await print(name, sampleLetter(name), { ...draft, mark: 'sample' })).pdf)
    expect(text).toContain('Contoh dengan data rekaan. Tidak berlaku sebagai dokumen resmi.')
    expect(text).not.toContain('sertifikat')
  })

  test('a draft says so and has no code to check; a trial signature says UJI', async () => {
    const text = read('pdftotext', (await print('promotion-decree-1', sampleLetter('promotion-decree-1'), draft)).pdf)
    expect(text).toContain('Draf, belum diterbitkan')
    expect(text).not.toContain('Periksa keaslian')
    const trial = read('pdftotext', (await print('promotion-decree-1', sampleLetter('promotion-decree-1'))).pdf)
    expect(trial).toContain('Periksa keaslian di satya.example/v, kode 7QK4-M2XD-9TRB')
    expect(trial).toContain('UJI')
  })

  test.each(names)('%s embeds Libertinus and no other type', async (name) => {
    const fonts = read('pdffonts', (await print(name, sampleLetter(name))).pdf)
      .trim()
      .split('\n')
      .slice(2)
    expect(fonts.length).toBeGreaterThan(0)
    for (const font of fonts) expect(font).toMatch(/LibertinusSerif.* yes yes yes /)
  })
})
