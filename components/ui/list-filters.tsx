import type { Route } from 'next'
import Form from 'next/form'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { Popover } from '@/components/ui/popover'

type Query = Record<string, string>

/** The search of a list; its answer has an address. `kept` names what stays in the address beside it. */
export function ListSearch({
  path,
  name,
  label,
  typed,
  query = {},
  kept = [],
}: {
  path: string
  name: string
  label: string
  typed?: string
  query?: Query
  kept?: readonly string[]
}) {
  return (
    <Form action={path as Route} role="search" className="max-md:w-full">
      <Kept query={query} kept={kept} />
      <input
        type="search"
        name={name}
        defaultValue={typed}
        aria-label={label}
        placeholder={label}
        maxLength={100}
        autoComplete="off"
        data-page-search
        className="control-sm w-72! max-md:min-h-11 max-md:w-full!"
      />
    </Form>
  )
}

/** A plain form that changes the filters in the address; it works without JavaScript. */
export function AddFilter({
  path,
  query,
  kept,
  children,
}: {
  path: string
  query: Query
  kept: readonly string[]
  children: ReactNode
}) {
  const t = useTranslations('common.filter')
  return (
    <Popover
      align="row"
      width="md:w-[min(560px,calc(100vw-2rem))]"
      look="inline-flex min-h-11 items-center gap-2 rounded-md border border-border px-3 text-sm font-semibold hover:bg-soft md:min-h-8"
      label={
        <>
          <Icon name="plus" className="size-4" />
          {t('add')}
        </>
      }
    >
      <Form action={path as Route} className="grid gap-4 sm:grid-cols-2">
        <Kept query={query} kept={kept} />
        {children}
        <Button type="submit" className="sm:col-span-2 sm:justify-self-start">
          {t('apply')}
        </Button>
      </Form>
    </Popover>
  )
}

function Kept({ query, kept }: { query: Query; kept: readonly string[] }) {
  return kept.map((key) => (query[key] ? <input key={key} type="hidden" name={key} value={query[key]} /> : null))
}

type Choices = readonly (readonly [value: string | number, label: string])[]

/** A filter that has one of some values, or, with its first choice, any; `groups` are values under a name each. */
export function FilterSelect({
  name,
  label,
  any,
  value = '',
  options = [],
  groups = [],
  className,
}: {
  name: string
  label: string
  any: string
  value?: string | number
  options?: Choices
  groups?: readonly (readonly [label: string, options: Choices])[]
  className?: string
}) {
  return (
    <Field label={label} className={className}>
      <select name={name} defaultValue={value}>
        <option value="">{any}</option>
        <Options of={options} />
        {groups.map(([word, own]) => (
          <optgroup key={word} label={word}>
            <Options of={own} />
          </optgroup>
        ))}
      </select>
    </Field>
  )
}

function Options({ of }: { of: Choices }) {
  return of.map(([each, word]) => (
    <option key={each} value={each}>
      {word}
    </option>
  ))
}
