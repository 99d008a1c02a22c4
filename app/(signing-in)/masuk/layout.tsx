import { moduleTitle } from '@/components/shell/module-title'

export const generateMetadata = () => moduleTitle('signIn')

export default function Layout({ children }: LayoutProps<'/'>) {
  return children
}
