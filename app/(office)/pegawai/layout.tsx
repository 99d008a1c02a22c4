import { moduleTitle } from '@/components/shell/module-title'

export const generateMetadata = () => moduleTitle('employees')

export default function Layout({ children }: LayoutProps<'/'>) {
  return children
}
