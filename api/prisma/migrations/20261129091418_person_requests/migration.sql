-- AlterTable
ALTER TABLE "sign_in_failure" ADD COLUMN     "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "person_request" (
    "id" TEXT NOT NULL,
    "requester_id" TEXT NOT NULL,
    "person_id" TEXT,
    "person_version" INTEGER,
    "payload" JSONB NOT NULL,
    "password_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_request_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "person_request" ADD CONSTRAINT "person_request_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_request" ADD CONSTRAINT "person_request_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
