'use client'

import { useState } from 'react'

/** Says that something was not read yet when the page opened, also after it has been noted as read. */
export function NewMark({ isNew, label }: { isNew: boolean; label: string }) {
  const [wasNew] = useState(isNew)
  return wasNew && <b className="told-new">{label}</b>
}
