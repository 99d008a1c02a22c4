'use client'

import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'

export function PrintButton({ icon, label }: { icon: ReactNode; label: string }) {
  return (
    <Button icon={icon} onClick={() => window.print()}>
      {label}
    </Button>
  )
}
