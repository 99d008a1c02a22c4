'use client'

import { useTranslations } from 'next-intl'
import { FaceFrame, FacePhoto, NoFace } from '@/components/cat/face'
import type { useCamera } from '@/components/cat/use-camera'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { FieldGroup } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'

export type FaceAnswer = (typeof ANSWERS)[number]

/** The last one where the photo of the registration cannot be shown. */
const ANSWERS = ['same', 'unlike', 'unseen'] as const

/**
 * The face at the desk beside the photo of the registration: the officer looks and says whether it is the same person, and
 * may take a photo for the supervisor in the room. Without a camera the desk goes on.
 */
export function FaceCheck({
  person,
  camera,
  answer,
  onAnswer,
  isMissing,
}: {
  person: { attemptId: string; name: string; hasPhoto: boolean }
  camera: ReturnType<typeof useCamera>
  answer: FaceAnswer | null
  onAnswer: (answer: FaceAnswer) => void
  isMissing: boolean
}) {
  const t = useTranslations('exam.face')
  const { name, attemptId, hasPhoto } = person
  const { state, photo } = camera
  return (
    <div className="grid gap-3">
      <div className="grid max-w-80 grid-cols-2 gap-3">
        <FaceFrame caption={t('registered')}>
          {hasPhoto ? (
            <FacePhoto attemptId={attemptId} kind="registration" alt={t('registeredOf', { name })} />
          ) : (
            <NoFace text={t('none')} />
          )}
        </FaceFrame>
        <FaceFrame caption={t('atDesk')}>
          {photo ? (
            // biome-ignore lint/performance/noImgElement: it was taken on this machine a moment ago
            <img src={photo.address} alt={t('atDeskOf', { name })} className="size-full object-cover" />
          ) : state === 'live' ? (
            <video ref={camera.video} muted playsInline aria-label={t('live')} className="size-full object-cover" />
          ) : (
            <NoFace text={t(state === 'opening' ? 'opening' : 'notTaken')} />
          )}
        </FaceFrame>
      </div>
      <div className="flex flex-wrap gap-2">
        {state === 'live' ? (
          <Button onClick={() => void camera.take()} icon={<Icon name="camera" />}>
            {t('take')}
          </Button>
        ) : (
          <Button onClick={() => void camera.open()} busy={state === 'opening'} icon={<Icon name="camera" />}>
            {t(photo ? 'again' : 'open')}
          </Button>
        )}
      </div>
      {state === 'failed' && (
        <div role="alert" className="grid gap-2 text-sm">
          <p>{t('failed')}</p>
          <input
            type="file"
            accept="image/*"
            capture="user"
            aria-label={t('file')}
            onChange={(event) => void camera.choose(event.target.files?.[0])}
          />
        </div>
      )}
      {hasPhoto && (
        <FieldGroup legend={t('question')} error={isMissing ? t('unanswered') : undefined}>
          {ANSWERS.map((each) => (
            <Choice
              key={each}
              name="face"
              value={each}
              label={t(each)}
              checked={answer === each}
              onChange={() => onAnswer(each)}
            />
          ))}
        </FieldGroup>
      )}
    </div>
  )
}
