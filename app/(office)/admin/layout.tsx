import { moduleTitle } from '@/components/shell/module-title'

export const generateMetadata = () => moduleTitle('admin')

export default function Layout({ children }: LayoutProps<'/'>) {
  return children
}
