-- What is about now alone: written every second, by no means worth the write-ahead log, and empty after a crash.

-- AlterTable
ALTER TABLE "worker_report" ADD COLUMN     "live_url" TEXT;
ALTER TABLE "worker_report" SET UNLOGGED;

-- CreateTable
CREATE UNLOGGED TABLE "source_report" (
    "source_id" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "looks" TEXT NOT NULL,
    "told" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "source_report_pkey" PRIMARY KEY ("source_id")
);

-- CreateTable
CREATE UNLOGGED TABLE "tally" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tally_pkey" PRIMARY KEY ("key")
);

-- AddForeignKey
ALTER TABLE "source_report" ADD CONSTRAINT "source_report_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE CASCADE ON UPDATE CASCADE;
