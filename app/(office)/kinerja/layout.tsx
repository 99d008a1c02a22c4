import { moduleTitle } from '@/components/shell/module-title'

export const generateMetadata = () => moduleTitle('kinerja')

export default function Layout({ children }: LayoutProps<'/'>) {
  return children
}
