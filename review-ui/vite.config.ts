import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const apiAddress = process.env['SIGHTLINE_API'] ?? 'http://127.0.0.1:8080'

/** Nothing is loaded from elsewhere and nothing is inlined, so that a strict content security policy holds. */
export default defineConfig({
  plugins: [react()],
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': { target: apiAddress, changeOrigin: false } } },
  build: {
    outDir: 'dist',
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'antd',
              test: /node_modules[\\/](antd|@ant-design|@rc-component|rc-|dayjs)/,
              priority: 2,
            },
            { name: 'vendor', test: /node_modules/, priority: 1 },
          ],
        },
      },
    },
  },
})
