plugins {
    kotlin("jvm") version "2.2.0"
}

kotlin {
    jvmToolchain(17)
}

dependencies {
    implementation("io.ktor:ktor-server-netty:3.2.0")
    implementation("redis.clients:jedis:6.0.0")
    testImplementation("org.testcontainers:postgresql:1.21.0")
}
