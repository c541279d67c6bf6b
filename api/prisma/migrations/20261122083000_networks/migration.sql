-- CreateEnum
CREATE TYPE "NetworkState" AS ENUM ('draft', 'refused', 'ready', 'enabled', 'disabled');

-- CreateTable
CREATE TABLE "network" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "manifest" JSON NOT NULL,
    "state" "NetworkState" NOT NULL DEFAULT 'draft',
    "file_sha256" TEXT,
    "file_bytes" INTEGER,
    "file_version_id" TEXT,
    "trial" JSONB,
    "tried_at" TIMESTAMPTZ(3),
    "trial_until" TIMESTAMPTZ(3),
    "enabled_at" TIMESTAMPTZ(3),
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "network_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "network_name_key" ON "network"("name");

-- CreateIndex
CREATE INDEX "network_state_idx" ON "network"("state");

-- AddForeignKey
ALTER TABLE "network" ADD CONSTRAINT "network_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
