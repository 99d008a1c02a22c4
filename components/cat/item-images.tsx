'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { type Control, useFieldArray } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import type { ItemInput } from '@/lib/cat/item-input'

const MOST_BYTES = 1_000_000

/** The images of an item by the name that its texts call them; more are added from the device. */
export function ItemImages({ control }: { control: Control<ItemInput> }) {
  const t = useTranslations('bank.form')
  const { fields, append, remove } = useFieldArray({ control, name: 'images' })
  const [trouble, setTrouble] = useState('')
  const chooser = useRef<HTMLInputElement>(null)

  const add = (file: File | undefined) => {
    if (!file) return
    if (file.size > MOST_BYTES) return setTrouble(t('imageLarge', { size: MOST_BYTES / 1_000_000 }))
    const reader = new FileReader()
    reader.onload = () => {
      const names = fields.map(({ name }) => name)
      const free = Array.from({ length: names.length + 1 }, (_, index) => `gambar-${index + 1}`).find(
        (name) => !names.includes(name),
      )
      append({ name: free ?? 'gambar', dataUrl: String(reader.result) })
      setTrouble('')
    }
    reader.readAsDataURL(file)
  }

  return (
    <div className="grid gap-3">
      <div>
        <p className="text-sm font-semibold">{t('images')}</p>
        <p className="text-sm text-muted">{t('imagesHint')}</p>
      </div>
      {fields.length > 0 && (
        <ul className="flex flex-wrap gap-3">
          {fields.map(({ id, name, dataUrl }, index) => (
            <li key={id} className="grid w-36 gap-2 rounded-md border border-line p-2 text-sm">
              {/** biome-ignore lint/performance/noImgElement: the image lies in the form itself */}
              <img src={dataUrl} alt={name} className="h-20 w-full bg-white object-contain" />
              <code className="text-xs">[gambar: {name}]</code>
              <Button size="sm" onClick={() => remove(index)} aria-label={t('removeImage', { name })}>
                {t('remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <input
        ref={chooser}
        type="file"
        accept=".png,.jpg,.jpeg,.gif,.svg"
        aria-label={t('addImage')}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          add(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <div>
        <Button size="sm" icon={<Icon name="plus" />} onClick={() => chooser.current?.click()}>
          {t('addImage')}
        </Button>
      </div>
      <p role="alert" className="text-sm font-semibold text-danger empty:hidden">
        {trouble}
      </p>
    </div>
  )
}
