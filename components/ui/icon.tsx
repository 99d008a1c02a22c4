import * as activity from 'lucide-react/icons/activity'
import * as arrowDown from 'lucide-react/icons/arrow-down'
import * as arrowLeft from 'lucide-react/icons/arrow-left'
import * as arrowRight from 'lucide-react/icons/arrow-right'
import * as arrowUp from 'lucide-react/icons/arrow-up'
import * as badgeCheck from 'lucide-react/icons/badge-check'
import * as ban from 'lucide-react/icons/ban'
import * as bell from 'lucide-react/icons/bell'
import * as bookOpen from 'lucide-react/icons/book-open'
import * as bookmark from 'lucide-react/icons/bookmark'
import * as briefcase from 'lucide-react/icons/briefcase'
import * as building2 from 'lucide-react/icons/building-complex'
import * as calendar from 'lucide-react/icons/calendar'
import * as calendarClock from 'lucide-react/icons/calendar-clock'
import * as chartColumn from 'lucide-react/icons/chart-column'
import * as check from 'lucide-react/icons/check'
import * as chevronDown from 'lucide-react/icons/chevron-down'
import * as chevronLeft from 'lucide-react/icons/chevron-left'
import * as chevronRight from 'lucide-react/icons/chevron-right'
import * as chevronUp from 'lucide-react/icons/chevron-up'
import * as chevronsUpDown from 'lucide-react/icons/chevrons-up-down'
import * as circleCheck from 'lucide-react/icons/circle-check'
import * as circleDashed from 'lucide-react/icons/circle-dashed'
import * as circleAlert from 'lucide-react/icons/circle-exclamation-point'
import * as circleMinus from 'lucide-react/icons/circle-minus'
import * as circleQuestionMark from 'lucide-react/icons/circle-question-mark'
import * as circleUserRound from 'lucide-react/icons/circle-user-round'
import * as circleX from 'lucide-react/icons/circle-x'
import * as clipboardCheck from 'lucide-react/icons/clipboard-check'
import * as clock from 'lucide-react/icons/clock'
import * as cloudOff from 'lucide-react/icons/cloud-off'
import * as columns3 from 'lucide-react/icons/columns-3'
import * as copy from 'lucide-react/icons/copy'
import * as download from 'lucide-react/icons/download'
import * as ellipsis from 'lucide-react/icons/ellipsis'
import * as externalLink from 'lucide-react/icons/external-link'
import * as eye from 'lucide-react/icons/eye'
import * as eyeOff from 'lucide-react/icons/eye-off'
import * as fileCheck from 'lucide-react/icons/file-check'
import * as fileSearch from 'lucide-react/icons/file-search'
import * as fileText from 'lucide-react/icons/file-text'
import * as fileX from 'lucide-react/icons/file-x'
import * as files from 'lucide-react/icons/files'
import * as fingerprintPattern from 'lucide-react/icons/fingerprint-pattern'
import * as folder from 'lucide-react/icons/folder'
import * as funnel from 'lucide-react/icons/funnel'
import * as gauge from 'lucide-react/icons/gauge'
import * as hourglass from 'lucide-react/icons/hourglass'
import * as house from 'lucide-react/icons/house'
import * as idCard from 'lucide-react/icons/id-card'
import * as inbox from 'lucide-react/icons/inbox'
import * as info from 'lucide-react/icons/info'
import * as keyRound from 'lucide-react/icons/key-round'
import * as keyboard from 'lucide-react/icons/keyboard'
import * as landmark from 'lucide-react/icons/landmark'
import * as languages from 'lucide-react/icons/languages'
import * as layers from 'lucide-react/icons/layers'
import * as lifeBuoy from 'lucide-react/icons/life-buoy'
import * as list from 'lucide-react/icons/list'
import * as lock from 'lucide-react/icons/lock'
import * as logOut from 'lucide-react/icons/log-out'
import * as mail from 'lucide-react/icons/mail'
import * as minus from 'lucide-react/icons/minus'
import * as monitor from 'lucide-react/icons/monitor'
import * as monitorCheck from 'lucide-react/icons/monitor-check'
import * as moon from 'lucide-react/icons/moon'
import * as network from 'lucide-react/icons/network'
import * as octagonAlert from 'lucide-react/icons/octagon-exclamation-point'
import * as pencil from 'lucide-react/icons/pencil'
import * as phoneOff from 'lucide-react/icons/phone-off'
import * as play from 'lucide-react/icons/play'
import * as plus from 'lucide-react/icons/plus'
import * as printer from 'lucide-react/icons/printer'
import * as qrCode from 'lucide-react/icons/qr-code'
import * as refreshCw from 'lucide-react/icons/refresh-cw'
import * as history from 'lucide-react/icons/rotate-ccw-clock'
import * as rotateCw from 'lucide-react/icons/rotate-cw'
import * as route from 'lucide-react/icons/route'
import * as scrollText from 'lucide-react/icons/scroll-text'
import * as search from 'lucide-react/icons/search'
import * as searchX from 'lucide-react/icons/search-x'
import * as send from 'lucide-react/icons/send'
import * as settings from 'lucide-react/icons/settings'
import * as shield from 'lucide-react/icons/shield'
import * as shieldCheck from 'lucide-react/icons/shield-check'
import * as signature from 'lucide-react/icons/signature'
import * as sun from 'lucide-react/icons/sun'
import * as table2 from 'lucide-react/icons/table-2'
import * as target from 'lucide-react/icons/target'
import * as trash2 from 'lucide-react/icons/trash'
import * as triangleAlert from 'lucide-react/icons/triangle-exclamation-point'
import * as undo2 from 'lucide-react/icons/undo-2'
import * as upload from 'lucide-react/icons/upload'
import * as user from 'lucide-react/icons/user'
import * as userCheck from 'lucide-react/icons/user-check'
import * as users from 'lucide-react/icons/users'
import * as usersRound from 'lucide-react/icons/users-round'
import * as wifiOff from 'lucide-react/icons/wifi-off'
import * as x from 'lucide-react/icons/x'
import * as zoomIn from 'lucide-react/icons/zoom-in'
import * as zoomOut from 'lucide-react/icons/zoom-out'
import { createElement } from 'react'

const MODULES = {
  activity,
  'arrow-down': arrowDown,
  'arrow-left': arrowLeft,
  'arrow-right': arrowRight,
  'arrow-up': arrowUp,
  'badge-check': badgeCheck,
  ban,
  bell,
  'book-open': bookOpen,
  bookmark,
  briefcase,
  'building-2': building2,
  calendar,
  'calendar-clock': calendarClock,
  'chart-column': chartColumn,
  check,
  'chevron-down': chevronDown,
  'chevron-left': chevronLeft,
  'chevron-right': chevronRight,
  'chevron-up': chevronUp,
  'chevrons-up-down': chevronsUpDown,
  'circle-alert': circleAlert,
  'circle-check': circleCheck,
  'circle-dashed': circleDashed,
  'circle-minus': circleMinus,
  'circle-question-mark': circleQuestionMark,
  'circle-user-round': circleUserRound,
  'circle-x': circleX,
  'clipboard-check': clipboardCheck,
  clock,
  'cloud-off': cloudOff,
  'columns-3': columns3,
  copy,
  download,
  ellipsis,
  'external-link': externalLink,
  eye,
  'eye-off': eyeOff,
  'file-check': fileCheck,
  'file-search': fileSearch,
  'file-text': fileText,
  'file-x': fileX,
  files,
  'fingerprint-pattern': fingerprintPattern,
  folder,
  funnel,
  gauge,
  history,
  hourglass,
  house,
  'id-card': idCard,
  inbox,
  info,
  'key-round': keyRound,
  keyboard,
  landmark,
  languages,
  layers,
  'life-buoy': lifeBuoy,
  list,
  lock,
  'log-out': logOut,
  mail,
  minus,
  monitor,
  'monitor-check': monitorCheck,
  moon,
  network,
  'octagon-alert': octagonAlert,
  pencil,
  'phone-off': phoneOff,
  play,
  plus,
  printer,
  'qr-code': qrCode,
  'refresh-cw': refreshCw,
  'rotate-cw': rotateCw,
  route,
  'scroll-text': scrollText,
  search,
  'search-x': searchX,
  send,
  settings,
  shield,
  'shield-check': shieldCheck,
  signature,
  sun,
  'table-2': table2,
  target,
  'trash-2': trash2,
  'triangle-alert': triangleAlert,
  'undo-2': undo2,
  upload,
  user,
  'user-check': userCheck,
  users,
  'users-round': usersRound,
  'wifi-off': wifiOff,
  x,
  'zoom-in': zoomIn,
  'zoom-out': zoomOut,
}

export type IconName = keyof typeof MODULES

export const ICON_NAMES = Object.keys(MODULES) as IconName[]

type Shape = [tag: string, attributes: Record<string, string>]

/**
 * One of lucide's drawings as plain SVG: 20 px unless the class says otherwise, hidden from screen readers because a
 * word always stands beside it. For server components; a client component takes its icon as a prop, so that neither
 * the drawings nor lucide's runtime reach the browser.
 */
export function Icon({ name, className = 'size-5' }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={`shrink-0 ${className}`}
    >
      {shapesOf(MODULES[name]).map(([tag, { key, ...attributes }]) => createElement(tag, { key, ...attributes }))}
    </svg>
  )
}

/** lucide exports the drawing beside the component, without a type for it. */
function shapesOf(module: object): Shape[] {
  return (module as { __iconData: { node: Shape[] } }).__iconData.node
}
