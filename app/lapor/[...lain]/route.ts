/** No page of the office answers below /lapor, not even the one that says that there is none. */
export function GET(): Response {
  return new Response(null, { status: 404 })
}
