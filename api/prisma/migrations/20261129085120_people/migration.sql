-- AlterTable
ALTER TABLE "person" ADD COLUMN     "password_due_by" TIMESTAMPTZ(3),
ADD COLUMN     "past_passwords" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "sign_in_failure" DROP CONSTRAINT "sign_in_failure_pkey",
ADD COLUMN     "address" TEXT NOT NULL DEFAULT '*',
ADD CONSTRAINT "sign_in_failure_pkey" PRIMARY KEY ("account", "address");

-- CreateIndex
CREATE UNIQUE INDEX "person_certificate_number_key" ON "person"("certificate_number");
