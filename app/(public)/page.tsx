export default function Page() {
  return (
    <main id="isi">
      <h1>Satya</h1>
    </main>
  )
}
