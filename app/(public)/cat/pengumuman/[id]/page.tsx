import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { AnnouncedTable } from '@/components/cat/announced-table'
import { AnnouncementData } from '@/components/cat/announcement-data'
import { ResultChanges } from '@/components/cat/result-changes'
import { ResultCodes } from '@/components/cat/result-tag'
import { MessagePage } from '@/components/public/message-page'
import { PublicFrame } from '@/components/public/public-frame'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Pager } from '@/components/ui/pager'
import { ANNOUNCED_PER_PAGE, type AnnouncedPage, announcedPage } from '@/lib/cat/announced.server'
import type { AnnouncedFormation } from '@/lib/cat/announcement'
import type { Settlement } from '@/lib/cat/settlement'
import { formatDate, formatInstant } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { addressWith, pageNumber, textParameter } from '@/lib/search-parameters'
import { isUuid } from '@/lib/uuid'
import { siteZone } from '@/lib/zones-abroad'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('results.public'))('title'), robots: { index: false, follow: false } }
}

/** One announcement by candidate number. Plain HTML: nothing here needs JavaScript. */
export default async function Page({ params, searchParams }: PageProps<'/cat/pengumuman/[id]'>) {
  const t = await getTranslations('results.public')
  const { id } = await params
  const { formasi, nomor, halaman } = await searchParams
  const asked = {
    formation: textParameter(formasi) ?? null,
    number: textParameter(nomor)?.replace(/\s/g, '') ?? null,
    page: pageNumber(halaman),
  }
  const announced = isUuid(id) ? await announcedPage(id, asked, new Date()).catch(() => null) : null
  const links = [{ href: '/cat/pengumuman', label: t('list') }]
  return (
    <PublicFrame links={links}>
      {announced ? (
        <Announcement announced={announced} number={asked.number} page={asked.page} />
      ) : (
        <MessagePage icon="search-x" title={t('notFound')} actions={<a href="/cat/pengumuman">{t('list')}</a>}>
          <p>{t('notFoundText')}</p>
        </MessagePage>
      )}
    </PublicFrame>
  )
}

type Props = { announced: AnnouncedPage; number: string | null; page: number }

async function Announcement({ announced, number, page }: Props) {
  const t = await getTranslations('results')
  const locale = localeFrom(await getLocale())
  const { id, agency, stage, version, reason, programme, formations, formation, lines, total, latestId } = announced
  const path = `/cat/pengumuman/${id}`
  const pageHref = (at: number) =>
    addressWith(path, {
      formasi: formation ?? undefined,
      nomor: number ?? undefined,
      halaman: at > 1 ? String(at) : undefined,
    })
  const chosen = formations.find(({ code }) => code === formation)
  return (
    <main id="isi" className="mx-auto grid w-full max-w-[1024px] gap-4 px-4 py-6 md:px-12 md:py-10">
      <div>
        <h1 tabIndex={-1}>
          {t(`stage.${stage}`)}, {programme.name}
        </h1>
        <p className="mt-1 text-sm text-muted">
          {t('public.facts', { agency, version, at: formatInstant(announced.publishedAt, locale, 'Asia/Jakarta') })}
        </p>
        <p className="text-sm font-semibold">
          {announced.objectionsUntil === null
            ? t('public.isFinal')
            : t('public.until', { date: formatDate(announced.objectionsUntil, 'long', locale) })}
        </p>
      </div>
      {latestId !== id && (
        <Notice tone="warning" title={t('public.replaced')}>
          <a href={`/cat/pengumuman/${latestId}`}>{t('public.latest')}</a>
        </Notice>
      )}
      {reason && <Notice tone="info">{t('public.correction', { reason })}</Notice>}
      {announced.settlement && <Settled {...announced.settlement} />}
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <form action={path} className="flex flex-wrap items-end gap-2">
          <Field label={t('public.search')} hint={t('public.searchHint')}>
            <input name="nomor" defaultValue={number ?? ''} inputMode="numeric" autoComplete="off" className="w-56" />
          </Field>
          <Button type="submit">{t('public.find')}</Button>
        </form>
        {formations.length > 1 && (
          <form action={path} className="flex flex-wrap items-end gap-2">
            <Field label={t('public.formation')}>
              <select name="formasi" defaultValue={formation ?? ''} className="max-w-72">
                <option value="">{t('public.allFormations')}</option>
                {formations.map(({ code, positionName }) => (
                  <option key={code} value={code}>
                    {code} {positionName}
                  </option>
                ))}
              </select>
            </Field>
            <Button type="submit">{t('public.show')}</Button>
          </form>
        )}
      </div>
      {formations.length === 1 && formations[0] ? <Formation formation={formations[0]} /> : null}
      {formations.length > 1 && chosen ? <Formation formation={chosen} /> : null}
      {total === 0 ? (
        <Notice tone="info" title={t('public.noLine')}>
          <a href={path}>{t('public.clear')}</a>
        </Notice>
      ) : (
        <div className="rounded-lg border border-line">
          <AnnouncedTable
            caption={t(`stage.${stage}`)}
            lines={lines}
            sections={programme.tieBreak.toReversed()}
            isFinal={stage === 'final'}
            earlierMark={programme.earlier?.mark}
          />
          <Pager page={page} size={ANNOUNCED_PER_PAGE} total={total} href={pageHref} />
        </div>
      )}
      {number && total > 0 && (
        <p className="text-sm">
          <a href={path}>{t('public.clear')}</a>
        </p>
      )}
      <div className="grid items-start gap-4 md:grid-cols-2">
        <Card title={t('public.codes')}>
          <ResultCodes />
        </Card>
        <AnnouncementData id={id} sessions={announced.sessions} />
        {programme.fill && (
          <Card title={t('public.filled')}>
            <ul className="grid gap-2 text-sm">
              {programme.fill.map(({ position, into, from, isSameLocation, source }) => (
                <li key={position}>
                  {t('public.rule', {
                    position,
                    into: t(`public.kinds.${into}`),
                    from: t(`public.kinds.${from}`),
                    where: t(`public.where.${isSameLocation ? 'same' : 'any'}`),
                    source,
                  })}
                </li>
              ))}
            </ul>
          </Card>
        )}
        {programme.ties && (
          <Card title={t('public.ties')}>
            <ul className="grid gap-2 text-sm">
              {programme.ties.map(({ ahead, behind, reason: why }) => (
                <li key={ahead.join()} className="break-words">
                  {t('public.tie', { ahead: ahead.join(', '), behind: behind.join(', '), reason: why })}
                </li>
              ))}
            </ul>
          </Card>
        )}
        {announced.cancelled.length > 0 && (
          <Card title={t('public.cancelled')}>
            <ul className="grid gap-2 text-sm">
              {announced.cancelled.map(({ number: session, site, zone, startsAt, reason: why, answered }) => (
                <li key={session}>
                  {t('public.cancelledSession', {
                    number: session,
                    site,
                    at: formatInstant(new Date(startsAt), locale, siteZone(zone)),
                    answered,
                    reason: why,
                  })}
                </li>
              ))}
            </ul>
          </Card>
        )}
      </div>
    </main>
  )
}

/** What the result after the objections changes, by whose objections, and who approved it. */
async function Settled({ objections, corrections = [], changes, isApproved }: Settlement) {
  const t = await getTranslations('results.settlement')
  const rulings = await getTranslations('results.rulings')
  return (
    <Card title={t('title')}>
      <div className="grid gap-2 text-sm">
        <p>{t('accepted', { count: objections.length, numbers: objections.join(', ') })}</p>
        {corrections.map(({ numbers, reason }) => (
          <p key={reason} className="break-words">
            {rulings('corrected', { numbers: numbers.join(', '), reason })}
          </p>
        ))}
        {changes.length === 0 ? <p>{t('unchanged')}</p> : <ResultChanges changes={changes} />}
        {isApproved && <p>{t('approvedByCommittee')}</p>}
      </div>
    </Card>
  )
}

async function Formation({ formation }: { formation: Omit<AnnouncedFormation, 'lines'> }) {
  const t = await getTranslations('results.public')
  const { code, positionName, education, location, vacancies, grade } = formation
  const minimums = [
    ...Object.entries(grade.minimumBySection).map(([section, minimum]) => `${section} ${minimum}`),
    ...(grade.minimumTotal === null ? [] : [`${t('total')} ${grade.minimumTotal}`]),
  ]
  return (
    <div className="text-sm">
      <h2 className="text-lg">{positionName}</h2>
      <p className="text-muted">{[code, education, location, t('vacancies', { count: vacancies })].join(' · ')}</p>
      <p>
        {t('grade', { grade: minimums.join(', ') || t('noGrade') })}
        {grade.source && <span className="text-muted"> ({t('source', { source: grade.source })})</span>}
      </p>
    </div>
  )
}
