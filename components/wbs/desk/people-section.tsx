'use client'

import dynamic from 'next/dynamic'

/** Who reads this report; loaded once the desk is unlocked. */
export const PeopleSection = dynamic(() => import('@/components/wbs/desk/people').then((file) => file.PeopleOfReport))
