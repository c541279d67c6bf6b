-- CreateTable
CREATE TABLE "worker_report" (
    "worker_id" TEXT NOT NULL,
    "networks" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_report_pkey" PRIMARY KEY ("worker_id")
);
