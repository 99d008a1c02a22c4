import { useTranslations } from 'next-intl'

export default function Page() {
  const t = useTranslations('public')
  return (
    <main id="isi">
      <h1>{t('signIn.title')}</h1>
    </main>
  )
}
