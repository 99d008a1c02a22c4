'use client'

import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { useReport } from '@/components/wbs/desk/report-context'
import type { FirstBody } from '@/lib/wbs/conversation'
import { isReportContent, type Told } from '@/lib/wbs/report-content'

const QUESTIONS = ['what', 'who', 'where', 'when', 'how', 'evidence'] as const

/** Asked of the reporter as "you": an officer reads them in other words. */
const ABOUT_REPORTER = ['relation', 'risk'] as const

/** What the reporter answered, in the order of the questions. */
export function ReportAnswers() {
  const t = useTranslations('desk.report')
  const asked = useTranslations('report')
  const { messages } = useReport()
  const { content } = (messages[0]?.body ?? {}) as Partial<FirstBody>
  if (!isReportContent(content)) return <Notice tone="warning">{t('unreadable')}</Notice>
  return (
    <Card title={t('answers')}>
      <dl className="grid gap-4">
        <Answer question={asked('categories.label')} answer={asked(`categories.${content.category}`)} />
        {QUESTIONS.map((question) => (
          <Answer key={question} question={asked(`steps.${question}.label`)} answer={content[question]} />
        ))}
        {ABOUT_REPORTER.map((question) => (
          <Answer key={question} question={t(question)} answer={content[question]} />
        ))}
      </dl>
    </Card>
  )
}

function Answer({ question, answer }: { question: string; answer: string | Told }) {
  const t = useTranslations('desk.report')
  const text = typeof answer === 'string' ? answer : answer.text
  const isUnknown = typeof answer !== 'string' && answer.isUnknown
  return (
    <div>
      <dt className="text-sm text-muted">{question}</dt>
      <dd className="max-w-[70ch] wrap-anywhere whitespace-pre-wrap">
        {isUnknown && <span className="block text-sm font-semibold">{t('unknown')}</span>}
        {text.trim() || (!isUnknown && <span className="text-muted">{t('unanswered')}</span>)}
      </dd>
    </div>
  )
}
