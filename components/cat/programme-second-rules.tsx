import { useTranslations } from 'next-intl'
import { CertaintyTag } from '@/components/cat/certainty-tag'
import { type FormField, ProgrammeForm } from '@/components/cat/programme-form'
import { type PartProps, useEditColumn } from '@/components/cat/programme-part'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { RULE_AGENCIES, SECOND_RULES } from '@/lib/cat/second-plan'
import { dataWord } from '@/lib/i18n/data-word'

type Rule = PartProps<'secondRules'>['secondRules'][number]

/** What the second stage of a programme may be made of, each limit with its certainty. */
export function ProgrammeSecondRules({ programme, secondRules, mayEdit, save }: PartProps<'secondRules'>) {
  const t = useTranslations('programme')
  const edit = useEditColumn(mayEdit)
  const ref = { id: programme.id, version: programme.version, remove: false }
  const fields = (isFixed: boolean): FormField[] => [
    {
      name: 'agencies',
      label: t('ruleAgencies'),
      isFixed,
      options: RULE_AGENCIES.map((value) => ({ value, label: t(`agencies.${value}`) })),
    },
    {
      name: 'rule',
      label: t('rule'),
      isFixed,
      options: SECOND_RULES.map((value) => ({ value, label: t(`rules.${value}`) })),
    },
    { name: 'value', label: t('ruleValue'), isNumber: true },
    { name: 'source', label: t('source'), hint: t('sourceHint') },
  ]
  const columns: Column<Rule>[] = [
    {
      key: 'rule',
      header: t('rule'),
      cell: ({ agencies, rule }) => (
        <TwoLines sub={dataWord(t, `agencies.${agencies}`)}>
          <b className="font-semibold">{dataWord(t, `rules.${rule}`)}</b>
        </TwoLines>
      ),
    },
    { key: 'value', header: t('ruleValue'), align: 'right', cell: ({ value }) => value },
    {
      key: 'certainty',
      header: t('certainty'),
      phone: 'plain',
      cell: ({ isConfirmed, source }) => (
        <TwoLines sub={source}>
          <CertaintyTag isConfirmed={isConfirmed} />
        </TwoLines>
      ),
    },
    ...edit<Rule>(({ agencies, rule, value, source }) => (
      <ProgrammeForm
        kind="secondRule"
        title={t('changeRule')}
        label={t('change')}
        icon="pencil"
        fields={fields(true)}
        defaults={{ ...ref, agencies, rule, value: String(value), source }}
        canRemove
        save={save}
      />
    )),
  ]
  return (
    <Card
      title={t('secondRules')}
      flush
      action={
        mayEdit && (
          <ProgrammeForm
            kind="secondRule"
            title={t('addRule')}
            label={t('add')}
            icon="plus"
            fields={fields(false)}
            defaults={{ ...ref, agencies: 'local', rule: 'interview_most', value: '', source: programme.source }}
            save={save}
          />
        )
      }
    >
      <p className="border-b border-line px-4 py-3 text-sm text-muted">{t('secondRulesNote')}</p>
      <Table
        caption={t('captionOf', { part: t('secondRules'), name: programme.name })}
        columns={columns}
        rows={secondRules}
        rowKey={({ agencies, rule }) => `${agencies}-${rule}`}
        empty={<EmptyState icon="target" title={t('noRule')} />}
      />
    </Card>
  )
}
