import { useTranslations } from 'next-intl'
import { MessagePage } from '@/components/public/message-page'
import { PublicFrame } from '@/components/public/public-frame'
import { buttonClass } from '@/components/ui/button-class'

/** 404. The same answer for what does not exist and for what the reader may not know exists. */
export default function NotFound() {
  const t = useTranslations('errors.notFound')
  return (
    <PublicFrame>
      <title>{`${t('title')} - Satya`}</title>
      <MessagePage
        icon="search-x"
        title={t('title')}
        actions={
          <a href="/" className={buttonClass({ variant: 'primary' })}>
            {t('home')}
          </a>
        }
      >
        <p>{t('text')}</p>
      </MessagePage>
    </PublicFrame>
  )
}
