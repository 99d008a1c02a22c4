'use client'

import dynamic from 'next/dynamic'

/** The forms of PP 46/2011 come with the evaluations of its time alone: of those of today they are no part. */
export const ConfirmActivitiesForm = dynamic(() =>
  import('@/components/kinerja/confirm-activities-form').then((module) => module.ConfirmActivitiesForm),
)

export const ScoreForm = dynamic(() => import('@/components/kinerja/score-form').then((module) => module.ScoreForm))
